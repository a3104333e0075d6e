import { z } from "zod";
import { slotSchema } from "./labeling";
import { ownWorkQuerySchema } from "./own-work";

/** `timeZone`: where days begin. */
export const ledgerQuerySchema = ownWorkQuerySchema;

/** What was done and what it took. Without an hourly rate there is no cost. */
const workSchema = z.object({
  /** Labels that stand. */
  labels: z.number().int(),
  /** Active seconds of all answers, those that were taken back or replaced included. */
  activeSeconds: z.number(),
  cost: z.number().nullable(),
});
/** With the median of active seconds from shown to labeled, to a tenth; null without any. */
const pacedSchema = workSchema.extend({ medianSeconds: z.number().nullable() });
export type PacedWork = z.infer<typeof pacedSchema>;

/** From the first to the newest measured model; intervals of 95 %. */
export const accuracyCostSchema = z.discriminatedUnion("kind", [
  /** Fewer than two models were measured, or it is not known how long labeling took until the first. */
  z.object({ kind: z.literal("tooEarly") }),
  /** The intervals of both overlap: whether anything was gained is not known yet. */
  z.object({ kind: z.literal("indistinguishable"), points: z.number() }),
  z.object({ kind: z.literal("fell"), points: z.number() }),
  z.object({
    kind: z.literal("gained"),
    /** Points of a hundred. */
    points: z.number(),
    labels: z.number().int(),
    activeSeconds: z.number(),
    /** By the accuracies themselves, and by the ends of their intervals: least for the widest gain, most for the narrowest. */
    secondsPerPoint: z.object({ value: z.number(), low: z.number(), high: z.number() }),
    costPerPoint: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  }),
]);
export type AccuracyCost = z.infer<typeof accuracyCostSchema>;

export const ledgerSchema = z.object({
  hourlyRate: z.number().nullable(),
  currency: z.string(),
  totals: pacedSchema.extend({
    costPerLabel: z.number().nullable(),
    /** Of the active seconds those of answers that do not stand: undone, replaced, or "not this class". */
    goneSeconds: z.number(),
  }),
  people: z.array(
    pacedSchema.extend({
      /** In the order in which they began: 1, 2, … */
      number: z.number().int(),
      name: z.string(),
      /** Answers that were played from the known ones in this person's name. */
      isOracle: z.boolean(),
    }),
  ),
  /** A set counts for each of its classes, its time in equal parts. */
  classes: z.array(
    pacedSchema.extend({
      /** `none`: sets without any class; `other`: answers that are no label (skips, flags, "not this class"). */
      kind: z.enum(["class", "none", "other"]),
      name: z.string(),
      position: z.number().int(),
    }),
  ),
  slots: z.array(pacedSchema.extend({ slot: slotSchema })),
  /** Days with work, oldest first: the newest 60. */
  days: z.array(workSchema.extend({ day: z.iso.date() })),
  accuracy: accuracyCostSchema,
});
export type Ledger = z.infer<typeof ledgerSchema>;
