import { z } from "zod";
import { chosenSchema } from "./chosen";
import { slotSchema, suggestionSchema } from "./labeling";

/** One of the next samples, and why it was chosen. */
export const queuedSampleSchema = z.object({
  sampleId: z.number().int(),
  /** Its place among what is handed out next, from 0. */
  rank: z.number().int(),
  slot: slotSchema,
  /** The rule that picked it: a strategy's id, `typical` or `random`; `requested`: a lead asked for it. */
  strategy: z.string(),
  /** Acquisition score: higher = sooner. */
  score: z.number(),
  /** Probability with which it was picked for its place; 1 for a deterministic choice. */
  propensity: z.number(),
  /** Null before the first model. */
  modelNumber: z.number().int().nullable(),
  /** What the model takes it for; null where there is no guess, and for the holdout. */
  suggestion: suggestionSchema.nullable(),
  excerpt: z.string().nullable(),
  imageUrl: z.string().nullable(),
  isLeased: z.boolean(),
});
export type QueuedSample = z.infer<typeof queuedSampleSchema>;

/** What one rule put into a slot of the live generation, and what became of it: the rest waits. */
export const queueShareSchema = z.object({
  slot: slotSchema,
  strategy: z.string(),
  entries: z.number().int(),
  labeled: z.number().int(),
  /** Without a label, and held by somebody now. */
  leased: z.number().int(),
});
export type QueueShare = z.infer<typeof queueShareSchema>;

/**
 * Samples that wait for an answer, and for how long. Without a label: `queue` are free entries of the live generation, since
 * that was published; `requested` those that a lead asked for, since then; `leased` are held, since they were handed out;
 * `stuck` leases ran out, since then. With one: `second` wait for a second person's, held or not, since the first was given.
 */
export const queueWaitSchema = z.object({
  kind: z.enum(["queue", "requested", "leased", "stuck", "second"]),
  samples: z.number().int(),
  medianSeconds: z.number(),
  longestSeconds: z.number(),
});
export type QueueWait = z.infer<typeof queueWaitSchema>;

/** `GET /projects/{projectId}/queue`. */
export const queueHealthSchema = z.object({
  samples: z.number().int(),
  unlabeled: z.number().int(),
  /** Held by somebody now, by how many people, and for how long the longest. */
  leased: z.number().int(),
  leaseHolders: z.number().int(),
  oldestLeaseSeconds: z.number().nullable(),
  /** Leases that ran out and were neither answered nor handed to anybody else. */
  stuck: z.number().int(),
  /** Unlabeled samples that somebody passes over, without an open flag. */
  skipped: z.number().int(),
  /** Open flags: what the lead's list holds. */
  flagged: z.number().int(),
  /** The model that rounds hold on to instead of training; null while they train. */
  pinnedModelNumber: z.number().int().nullable(),
  /** Models that may be gone back to, newest first: the last few, and some of every stage before. */
  models: z.array(
    z.object({
      number: z.number().int(),
      labelsSpent: z.number().int(),
      /** Null where it was not measured. */
      accuracy: z.number().nullable(),
      holdoutCount: z.number().int(),
    }),
  ),
  generation: z.number().int().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  /** Entries of the live generation that are free still, by slot. */
  waiting: z.object({ query: z.number().int(), explore: z.number().int(), holdout: z.number().int() }),
  /** Of what the live generation is made; empty before the first. */
  mix: z.array(queueShareSchema),
  /** Kinds of which something waits. */
  waits: z.array(queueWaitSchema),
  labelClasses: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** The next ones, at most 50. */
  next: z.array(queuedSampleSchema),
});
export type QueueHealth = z.infer<typeof queueHealthSchema>;

/** One round: `GET /projects/{projectId}/rounds`, newest first. */
export const roundSummarySchema = z.object({
  number: z.number().int(),
  state: z.enum(["running", "published", "failed", "abandoned"]),
  cause: z.string(),
  startedAt: z.iso.datetime(),
  /** Null while it runs. */
  seconds: z.number().nullable(),
  /** From the acknowledged label that caused it to the live queue; null when no label did. */
  freshnessSeconds: z.number().nullable(),
  /** Milliseconds by stage; empty while it runs. */
  stages: z.record(z.string(), z.number()),
  generation: z.number().int().nullable(),
  /** What it trained; null where nothing was. */
  model: z
    .object({
      number: z.number().int(),
      learner: z.string(),
      strategy: z.string(),
      trainingLabels: z.number().int(),
      chosen: chosenSchema,
    })
    .nullable(),
  error: z.string().nullable(),
});
export type RoundSummary = z.infer<typeof roundSummarySchema>;
