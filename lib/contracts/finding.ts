import { z } from "zod";
import { leasedSampleSchema } from "./labeling";

/** Tiles a page of the grid may have. */
export const gridSizes = [12, 24, 48] as const;
export type GridSize = (typeof gridSizes)[number];

/** What the grid can offer now. */
export const gridStateSchema = z.object({
  /** Null before the first model. */
  modelNumber: z.number().int().nullable(),
  /** Labels that are missing until a round begins; 0 = one is on its way. */
  labelsUntilRound: z.number().int(),
  /** What must come before anybody can label: classes, samples, or both in a file that is being read; null = nothing. */
  lacks: z.enum(["classes", "samples", "import"]).nullable(),
  isPaused: z.boolean(),
  /** Whether every sample of the project is decided: no round brings new candidates. */
  isFinished: z.boolean(),
  /** Undecided samples that the model believes to be of each active class. */
  candidates: z.array(z.object({ labelClassId: z.uuid(), count: z.number().int() })),
});
export type GridState = z.infer<typeof gridStateSchema>;

/** The most samples that one annotator's grid may hold: the page on screen, the next one, and all alike. */
export const mostHeldByGrid = 500;

export const takeGridSchema = z.object({
  labelClassId: z.uuid(),
  /** How many new tiles are wanted; 0 only renews. */
  count: z.number().int().min(0).max(48),
  /** Samples the browser holds; they are renewed. */
  holding: z.array(z.number().int().positive()).max(mostHeldByGrid).default([]),
});
export type TakeGrid = z.infer<typeof takeGridSchema>;

/** Samples that look the same; the first one is shown, one decision is about all of them. */
export const gridTileSchema = z.object({ samples: z.array(leasedSampleSchema).min(1) });
export type GridTile = z.infer<typeof gridTileSchema>;

/** Why a class has no tiles to show. */
export const gridEmptyReasonSchema = z.enum(["no-model", "no-candidates", "done", "leased", "paused"]);

export const takenGridSchema = z.object({
  /** The surest first. */
  tiles: z.array(gridTileSchema),
  /** Of `holding`, those that are still this annotator's. */
  renewed: z.array(z.number().int()),
  /** Set when tiles were wanted and there are none. */
  empty: z.object({ reason: gridEmptyReasonSchema, until: z.iso.datetime().nullable() }).nullable(),
});
export type TakenGrid = z.infer<typeof takenGridSchema>;

/** Which samples a search looks among: all, those without any label, those a lead asked for, or those the asker labeled. */
export const findFilterSchema = z.enum(["all", "unlabeled", "requested", "mine"]);
export type FindFilter = z.infer<typeof findFilterSchema>;

export const findQuerySchema = z.object({
  /** Words, "phrases in quotes", -excluded; empty = the whole pool. */
  q: z.string().max(500).default(""),
  filter: findFilterSchema.default("all"),
  /** The `next` of the page before. */
  after: z.coerce.number().int().nonnegative().max(2_000_000_000).optional(),
});
export type FindQuery = z.infer<typeof findQuerySchema>;

/** How a text ends in a list that cut it; alone it can be asked for whole. */
export const cutMark = " …";

export const sampleTextSchema = z.object({ text: z.string() });
export type SampleText = z.infer<typeof sampleTextSchema>;

/** A sample of the pool, not leased to anybody. A very long text is cut and ends with `cutMark`. */
export const poolSampleSchema = leasedSampleSchema
  .omit({ suggestion: true, expiresAt: true })
  .extend({ externalId: z.string().nullable() });
export type PoolSample = z.infer<typeof poolSampleSchema>;

export const ownAnswerSchema = z.object({
  labelClassIds: z.array(z.uuid()),
  /** Whether it says all of the sample; else only that it has these classes. */
  isWhole: z.boolean(),
});
export type OwnAnswer = z.infer<typeof ownAnswerSchema>;

export const hitSchema = z.object({
  sample: poolSampleSchema,
  /** A part of the text around what was searched for, in pieces; empty for images. */
  excerpt: z.array(z.object({ text: z.string(), isMatch: z.boolean() })),
  /** Whether anybody has labeled it. */
  isLabeled: z.boolean(),
  /** Whether a label came with its file. */
  isImported: z.boolean(),
  /** The asker's own answer; null when they gave none. */
  own: ownAnswerSchema.nullable(),
});
export type Hit = z.infer<typeof hitSchema>;

/** Hits of a page, unless the search took long or came to the end of the pool. */
export const findPageSize = 40;

export const foundSchema = z.object({
  hits: z.array(hitSchema),
  /**
   * Where the next page begins; null after the last one. Up to there the pool was searched: a page of few hits, or
   * none, has a next one when the search took long.
   */
  next: z.number().int().nullable(),
  /** Samples in the pool. */
  poolSize: z.number().int(),
  /** Of these, the newest ones, of which the words are still being indexed; they are searched too, one by one. */
  unindexed: z.number().int(),
});
export type Found = z.infer<typeof foundSchema>;

export const similarSchema = z.object({
  /** By what the samples are alike: `words` while neighbours are still being computed, `none` where there are no words either. */
  basis: z.enum(["embeddings", "words", "none"]),
  /** The most alike first. */
  hits: z.array(hitSchema),
});
export type Similar = z.infer<typeof similarSchema>;
