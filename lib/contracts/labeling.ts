import { z } from "zod";
import { errorBodySchema } from "./errors";
import { plainText } from "./plain-text";

/** Why a sample was handed out; `imported` labels came with the file. */
export const slotSchema = z.enum(["query", "explore", "holdout", "imported"]);
export type Slot = z.infer<typeof slotSchema>;

/** What the model guessed, for annotators who may see it. */
export const suggestionSchema = z.object({
  /** One; where a sample may have several classes, all that it has more likely than not, the surest first; may be none. */
  classes: z.array(
    z.object({
      labelClassId: z.uuid(),
      /** 0..1, calibrated. */
      probability: z.number(),
    }),
  ),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** When annotators see suggestions: never, once their first key is down, or from the beginning. */
export const suggestionModeSchema = z.enum(["hidden", "after-key", "shown"]);
export type SuggestionMode = z.infer<typeof suggestionModeSchema>;

/**
 * Where a decision was made: on its own, as one of a grid, of what was found, as a yes or no, in the history, or by a lead
 * who settles what people disagree on.
 */
export const screenSchema = z.enum(["single", "grid", "find", "binary", "history", "review"]);
export type Screen = z.infer<typeof screenSchema>;

/** A sample as an annotator's browser gets it: nothing here tells slot, score or others' answers. */
export const leasedSampleSchema = z.object({
  sampleId: z.number().int().positive(),
  text: z.string().nullable(),
  /** Path of the image below the API's root, null for texts. */
  imageUrl: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  metadata: z.record(z.string(), z.string()),
  /** Null where there is none or none may be seen, as on the holdout. */
  suggestion: suggestionSchema.nullable(),
  expiresAt: z.iso.datetime(),
});
export type LeasedSample = z.infer<typeof leasedSampleSchema>;

/** The most samples that one request may name: 200 taken along, and as many answers that wait to be sent. */
const mostNamed = 500;

export const takeLeasesSchema = z.object({
  /** How many samples the browser wants to hold in all. */
  count: z.number().int().min(1).max(mostNamed),
  /** Samples it already holds; they are renewed, not handed out twice. */
  holding: z.array(z.number().int().positive()).max(mostNamed).default([]),
  /** Taken along for work without a connection: nobody else gets them for an hour. */
  along: z.boolean().default(false),
  /** "Is it this class?": samples that the model believes to be of it come first, the rest of the queue after. */
  labelClassId: z.uuid().optional(),
});
export type TakeLeases = z.infer<typeof takeLeasesSchema>;
export type TakeLeasesRequest = z.input<typeof takeLeasesSchema>;

/** Why there is nothing more to label, when there is not. */
export const emptyReasonSchema = z.enum([
  "done",
  "leased",
  /** What is left of the budget is held by others; samples may be left beyond it. */
  "budget-leased",
  "preparing",
  /** All labels of the budget are given, and the project is paused until the budget is raised. */
  "budget-spent",
  "paused",
  "no-classes",
  "no-samples",
  /** Of what is left, all was answered for the class that is asked about, or is kept for measuring. */
  "asked",
  /** What is left is all kept for measuring, where yes or no is no answer. */
  "blind",
]);
export type EmptyReason = z.infer<typeof emptyReasonSchema>;

export const takenLeasesSchema = z.object({
  /** New samples, best first. */
  samples: z.array(leasedSampleSchema),
  /** Of `holding`, those that are still this annotator's, with their new expiry. */
  renewed: z.array(z.object({ sampleId: z.number().int(), expiresAt: z.iso.datetime() })),
  /** Set when neither new nor renewed samples exist. */
  empty: z.object({ reason: emptyReasonSchema, until: z.iso.datetime().nullable() }).nullable(),
});
export type TakenLeases = z.infer<typeof takenLeasesSchema>;

export const giveBackLeasesSchema = z.object({
  sampleIds: z.array(z.number().int().positive()).max(mostNamed),
});

/** The hidden truth, played by a lead to watch a simulation; anything else is refused. */
const byOracle = z.literal(true).optional();
const decided = {
  sampleId: z.number().int().positive(),
  /** Active seconds from shown to decided. */
  seconds: z.number().min(0).max(86_400),
  screen: screenSchema.default("single"),
  /** Whether the sample's suggestion was seen before the answer; null where there was none. */
  suggestionShown: suggestionModeSchema.nullable().default(null),
};
const note = plainText.trim().max(2000);

/** In the one form in which ids are compared, so that a request repeated in other letters is the same. */
const uuid = z.uuid().toLowerCase();

/** The body of `PUT /projects/{projectId}/annotations/{id}`; the id is the client's UUID. */
export const annotationSchema = z.discriminatedUnion("action", [
  z.object({
    action: z.literal("label"),
    ...decided,
    labelClassId: uuid,
    byOracle,
  }),
  /** The answer where a sample may have several classes; none of them is an answer, too. */
  z.object({
    action: z.literal("label-set"),
    ...decided,
    labelClassIds: z.array(uuid).max(500),
    byOracle,
  }),
  /** "Yes" to "has it this class?", where a sample may have several; says nothing about the others. */
  z.object({ action: z.literal("accept"), ...decided, labelClassId: uuid }),
  /** "No" to "is it this class?"; says nothing else about the sample. */
  z.object({ action: z.literal("reject"), ...decided, labelClassId: uuid }),
  z.object({ action: z.literal("skip"), ...decided, note: note.default("") }),
  /** Sets the sample aside for the lead, with a note. */
  z.object({ action: z.literal("flag"), ...decided, note: note.min(1, "Write what is wrong with it.") }),
  z.object({ action: z.literal("undo"), undoes: uuid }),
]);
/** As the server reads it. */
export type AnnotationInput = z.infer<typeof annotationSchema>;
/** As a client may send it, defaults left out. */
export type AnnotationRequest = z.input<typeof annotationSchema>;

export const recordedAnnotationSchema = z.object({
  id: z.uuid(),
  sequence: z.number().int(),
  /** For an undo: the sample it brought back, leased again; null when someone else holds it now. */
  sample: leasedSampleSchema.nullable(),
});
export type RecordedAnnotation = z.infer<typeof recordedAnnotationSchema>;

/**
 * The body of `POST /projects/{projectId}/annotations`: stored one after the other, in this order. Each `input` is
 * an `annotationSchema`, looked at on its own, so that one that is wrong does not stop the others.
 */
export const annotationBatchSchema = z
  .array(z.object({ id: z.uuid(), input: z.unknown() }))
  .min(1)
  .max(50);

/** What became of each of a batch, in its order. */
export const recordedBatchSchema = z.array(
  z.union([
    z.object({ id: z.uuid(), ok: recordedAnnotationSchema }),
    z.object({ id: z.uuid(), error: errorBodySchema.shape.error }),
  ]),
);
export type RecordedBatch = z.infer<typeof recordedBatchSchema>;

/** In the form of the project's answers: one class, or, where a sample may have several, the set; the other is null. */
export const truthSchema = z.object({
  labelClassId: z.uuid().nullable(),
  labelClassIds: z.array(z.uuid()).nullable(),
});
export type Truth = z.infer<typeof truthSchema>;

/** `since`: the annotator's own midnight, from which on their labels are today's. */
export const benchQuerySchema = z.object({
  since: z.iso.datetime().refine((since) => !since.startsWith("0000"), "PostgreSQL knows no year 0."),
});

const classKeysSchema = z.object({
  /** `1`; `⇧1` with shift. */
  digit: z.string().nullable(),
  /** Used where the classes are few. */
  letter: z.string().nullable(),
});
/** The keys of a class; null where it has none. They never move. */
export type ClassKeys = z.infer<typeof classKeysSchema>;

/** What the bench shows around the sample; numbers are derived, never kept. */
export const benchStateSchema = z.object({
  projectId: z.uuid(),
  projectName: z.string(),
  modality: z.enum(["text", "image"]),
  guidelines: z.string(),
  credit: z.string().nullable(),
  task: z.enum(["single", "multi"]),
  suggestions: suggestionModeSchema,
  skipAsksReason: z.boolean(),
  isPaused: z.boolean(),
  labelClasses: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      description: z.string(),
      examples: z.array(z.string()),
      position: z.number().int(),
      keys: classKeysSchema,
    }),
  ),
  /** When the guidelines, a definition or an example changed last; null = never. */
  guidelinesChangedAt: z.iso.datetime().nullable(),
  /** The annotator's newest annotation here; null = none yet. */
  ownLastAt: z.iso.datetime().nullable(),
  ownToday: z.number().int(),
  ownTotal: z.number().int(),
  /** Today's labels, and yes and no about single classes; what a pace counts. */
  ownAnswersToday: z.number().int(),
  /** Active seconds of today's annotations. */
  ownSecondsToday: z.number(),
  labelsSpent: z.number().int(),
  budget: z.number().int().nullable(),
  modelNumber: z.number().int().nullable(),
  labelsUntilRound: z.number().int(),
  queuePublishedAt: z.iso.datetime().nullable(),
});
export type BenchState = z.infer<typeof benchStateSchema>;
