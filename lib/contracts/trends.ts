import { z } from "zod";
import { ownWorkQuerySchema } from "./own-work";
import { estimateSchema } from "./progress";

/** How much time a point of a chart stands for; only such times are points in which somebody worked. */
export const stepSchema = z.enum(["quarter", "hour", "day"]);
export type Step = z.infer<typeof stepSchema>;

/** The newest so many are shown. */
export const binsShown: Readonly<Record<Step, number>> = { quarter: 24, hour: 24, day: 30 };

/** `timeZone`: where days and hours begin. Without a step the longest one that gives at least four points. */
export const trendsQuerySchema = ownWorkQuerySchema.extend({ step: stepSchema.optional() });

const binSchema = z.object({
  /** `2026-01-31T09:15`, in the time zone asked for. */
  start: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
});

/** Fewer labels say too little of their pace to be drawn. */
export const fewestPaced = 5;

const paceBinSchema = binSchema.extend({
  /**
   * Labels that people gave, also those they took back or changed later. What took no time is none: corrections in one's
   * history, words of leads and known answers that were played.
   */
  labels: z.number().int(),
  /**
   * Time in which somebody worked: the active time of all, but of a quarter of an hour at most a quarter of an hour, so
   * that people who work at once add up. Of work done offline and sent at once that is too little.
   */
  workedSeconds: z.number(),
  /** Labels an hour of that time, with an interval of 95 %; null of fewer than `fewestPaced`. */
  perHour: estimateSchema.nullable(),
  /** Labels whose time was looked at, drawn evenly over the bin: all, where they are few. */
  timed: z.number().int(),
  /** Median of their active seconds, with an interval of 95 %; null of fewer than `fewestPaced`. */
  seconds: estimateSchema.nullable(),
});
export type PaceBin = z.infer<typeof paceBinSchema>;

/** The two newest values there are. */
const comparedSchema = z
  .object({
    newest: z.number(),
    before: z.number(),
    /** Whether they differ by more than chance explains: three standard errors, as each label is a new look. */
    isTelling: z.boolean(),
  })
  .nullable();
export type Compared = z.infer<typeof comparedSchema>;

/** `GET /projects/{projectId}/pace`: throughput and time per item, oldest first. */
export const paceSchema = z.object({
  step: stepSchema,
  bins: z.array(paceBinSchema),
  perHour: comparedSchema,
  seconds: comparedSchema,
});
export type Pace = z.infer<typeof paceSchema>;

/** The share of fewer labels that were changed says nothing. */
export const fewestCompared = 20;

/** The most pairs of classes, or classes, that are listed. */
export const changesListed = 10;

const changeCountsSchema = z.object({
  /** Replaced by another answer of the same person: at once, after an undo, or in their history. */
  changed: z.number().int(),
  /** Undone, or skipped or set aside later, without another label of the same person. */
  takenBack: z.number().int(),
  /** Still says what its annotator said, but a lead who settled it, or more than half of all answers, say otherwise. */
  overruled: z.number().int(),
});
export type ChangeCounts = z.infer<typeof changeCountsSchema>;

/**
 * `GET /projects/{projectId}/label-changes`: labels of annotators that did not last. A label that is undone and given
 * again the same is none; one that is changed there and back was changed twice. What a lead says of a disagreement is
 * no annotator's label.
 */
export const labelChangesSchema = z.object({
  task: z.enum(["single", "multi"]),
  step: stepSchema,
  /** By when they were changed, oldest first; `labels`: given by people in that time, as in the pace. */
  bins: z.array(binSchema.extend({ labels: z.number().int(), ...changeCountsSchema.shape })),
  /** Changes for each label given, of the two newest bins with at least `fewestCompared`; null without two. */
  share: comparedSchema,
  totals: changeCountsSchema.extend({ labels: z.number().int() }),
  /** Since when changes are counted, where there are too many to look at all; null where it is all. */
  since: z.iso.datetime().nullable(),
  /** Where a sample has one class: what became what, the most frequent first; null: no label. */
  pairs: z.array(z.object({ from: z.uuid(), to: z.uuid().nullable(), count: z.number().int() })),
  /** Where a sample may have several: how often a class was added to a set and taken away, the most frequent first. */
  classes: z.array(z.object({ id: z.uuid(), added: z.number().int(), removed: z.number().int() })),
  /** How many pairs or classes are not listed. */
  unlisted: z.number().int(),
  labelClasses: z.array(z.object({ id: z.uuid(), name: z.string(), position: z.number().int() })),
});
export type LabelChanges = z.infer<typeof labelChangesSchema>;
