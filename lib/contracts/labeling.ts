import { z } from "zod";

/** Why a sample was handed out; `imported` labels came with the file. */
export const slotSchema = z.enum(["query", "explore", "holdout", "imported"]);
export type Slot = z.infer<typeof slotSchema>;

/** A sample as an annotator's browser gets it: nothing here tells slot, score or others' answers. */
export const leasedSampleSchema = z.object({
  sampleId: z.number().int().positive(),
  text: z.string().nullable(),
  /** Path of the image below the API's root, null for texts. */
  imageUrl: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  metadata: z.record(z.string(), z.string()),
  expiresAt: z.iso.datetime(),
});
export type LeasedSample = z.infer<typeof leasedSampleSchema>;

export const takeLeasesSchema = z.object({
  /** How many samples the browser wants to hold in all. */
  count: z.number().int().min(1).max(50),
  /** Samples it already holds; they are renewed, not handed out twice. */
  holding: z.array(z.number().int().positive()).max(50).default([]),
});
export type TakeLeases = z.infer<typeof takeLeasesSchema>;

/** Why there is nothing more to label, when there is not. */
export const emptyReasonSchema = z.enum(["done", "leased", "preparing", "no-classes", "no-samples"]);
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

export const giveBackLeasesSchema = z.object({ sampleIds: z.array(z.number().int().positive()).max(50) });

/** The body of `PUT /projects/{projectId}/annotations/{id}`; the id is the client's UUID. */
export const annotationSchema = z.discriminatedUnion("action", [
  z.object({
    action: z.literal("label"),
    sampleId: z.number().int().positive(),
    labelClassId: z.uuid(),
    seconds: z.number().min(0).max(86_400),
    /** The hidden truth, played by a lead to watch a simulation; anything else is refused. */
    byOracle: z.literal(true).optional(),
  }),
  z.object({
    action: z.literal("skip"),
    sampleId: z.number().int().positive(),
    seconds: z.number().min(0).max(86_400),
  }),
  z.object({ action: z.literal("undo"), undoes: z.uuid() }),
]);
export type AnnotationInput = z.infer<typeof annotationSchema>;

export const recordedAnnotationSchema = z.object({
  id: z.uuid(),
  sequence: z.number().int(),
  /** For an undo: the sample it brought back, leased again; null when someone else holds it now. */
  sample: leasedSampleSchema.nullable(),
});
export type RecordedAnnotation = z.infer<typeof recordedAnnotationSchema>;

export const truthSchema = z.object({ labelClassId: z.uuid() });

/** `since`: the annotator's own midnight, from which on their labels are today's. */
export const benchQuerySchema = z.object({
  since: z.iso.datetime().refine((since) => !since.startsWith("0000"), "PostgreSQL knows no year 0."),
});

/** What the bench shows around the sample; numbers are derived, never kept. */
export const benchStateSchema = z.object({
  projectId: z.uuid(),
  projectName: z.string(),
  modality: z.enum(["text", "image"]),
  guidelines: z.string(),
  credit: z.string().nullable(),
  labelClasses: z.array(
    z.object({ id: z.uuid(), name: z.string(), description: z.string(), position: z.number().int() }),
  ),
  ownToday: z.number().int(),
  ownTotal: z.number().int(),
  labelsSpent: z.number().int(),
  budget: z.number().int().nullable(),
  modelNumber: z.number().int().nullable(),
  labelsUntilRound: z.number().int(),
  queuePublishedAt: z.iso.datetime().nullable(),
});
export type BenchState = z.infer<typeof benchStateSchema>;
