import { z } from "zod";
import { chosenSchema } from "./chosen";
import { modalitySchema, taskSchema } from "./projects";

/** From so many holdout labels on the interval reaches at most 17 points to either side: fewer are not worth a headline. */
export const holdoutWorthAHeadline = 30;

export const panelSchema = z.object({
  project: z.object({
    id: z.uuid(),
    name: z.string(),
    modality: modalitySchema,
    task: taskSchema,
    budget: z.number().int().nullable(),
    strategy: z.string(),
    credit: z.string().nullable(),
    hasTruth: z.boolean(),
    /** Who paused labeling, if it is; `budget`: it paused by itself when that was spent. */
    pausedBy: z.enum(["lead", "budget"]).nullable(),
    /** The model that ranks the pool while no other is trained; null: each round trains a new one. */
    pinnedModelNumber: z.number().int().nullable(),
  }),
  labelClasses: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      position: z.number().int(),
      archivedAt: z.iso.datetime().nullable(),
      labels: z.number().int(),
    }),
  ),
  /** Labels by slot, imported ones apart; labelsSpent = query + explore + holdout. */
  spent: z.object({
    query: z.number().int(),
    explore: z.number().int(),
    holdout: z.number().int(),
    imported: z.number().int(),
    labelsSpent: z.number().int(),
    /** Unlabeled samples that somebody skipped or flagged. */
    skipped: z.number().int(),
  }),
  pool: z.object({
    samples: z.number().int(),
    unlabeled: z.number().int(),
    leased: z.number().int(),
    leaseHolders: z.number().int(),
    /** A file waits or is being read. */
    importing: z.boolean(),
  }),
  queue: z
    .object({ generation: z.number().int(), publishedAt: z.iso.datetime(), ageSeconds: z.number() })
    .nullable(),
  worker: z.object({
    /** Workers whose heartbeat is fresh. */
    alive: z.number().int(),
    /** When the last one of them was heard, if none is alive; null when it left in good order. */
    lastSeenAt: z.iso.datetime().nullable(),
    /** A job kind: what is done for this project, or what a worker that died was doing. */
    activity: z.string().nullable(),
    activitySince: z.iso.datetime().nullable(),
    /** `progress` (0..1) is null where nobody knows how far it is. */
    encoding: z.object({ progress: z.number().nullable(), doing: z.string() }).nullable(),
    /** Of this project's jobs; null where none has failed. */
    lastError: z
      .object({
        /** A job kind. */
        kind: z.string(),
        /** In English; the log has all of it. */
        message: z.string(),
        /** When it failed. */
        at: z.iso.datetime(),
        /** What failed has succeeded since, or something newer of its kind has. */
        isOver: z.boolean(),
        /** Whether it is tried again by itself; false also where it is over. Else somebody has to ask for it anew. */
        isTriedAgain: z.boolean(),
      })
      .nullable(),
  }),
  lastRound: z
    .object({
      number: z.number().int(),
      cause: z.string(),
      finishedAt: z.iso.datetime(),
      seconds: z.number(),
      /** From the acknowledged label that caused it to the live queue; null when no label did. */
      freshnessSeconds: z.number().nullable(),
    })
    .nullable(),
  /** Of the newest embeddings; null before the first. */
  encoder: z
    .object({
      name: z.string(),
      chosenBecause: z.string().nullable(),
      /** What `chosenBecause` says as figures; null where an older release chose. */
      chosenBy: chosenSchema.nullable(),
    })
    .nullable(),
  /** Newest first, at most 20. */
  models: z.array(
    z.object({
      number: z.number().int(),
      learner: z.string(),
      strategy: z.string(),
      trainingLabels: z.number().int(),
      chosen: chosenSchema,
      temperature: z.number(),
      createdAt: z.iso.datetime(),
      accuracy: z.number().nullable(),
      /** Holdout labels the accuracy was measured on; 0 where it is null. */
      holdoutCount: z.number().int(),
    }),
  ),
});
export type Panel = z.infer<typeof panelSchema>;
