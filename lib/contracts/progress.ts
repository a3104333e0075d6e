import { z } from "zod";

/** What a curve may be drawn of: shares 0..1, log loss in nats (lower is better). */
export const curveMetricSchema = z.enum(["accuracy", "macroF1", "logLoss"]);
export type CurveMetric = z.infer<typeof curveMetricSchema>;

/** From so many holdout labels on it is told how a curve moves; with fewer it is too early. */
export const holdoutWorthACurve = 50;

/** A figure with its interval; an end is null where nothing bounds it. */
export const estimateSchema = z.object({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Estimate = z.infer<typeof estimateSchema>;

/** Labels with what they take: active hours and money, null while nobody knows the pace or the rate. */
export const expenseSchema = z.object({
  labels: estimateSchema,
  hours: estimateSchema.nullable(),
  money: estimateSchema.nullable(),
});
export type Expense = z.infer<typeof expenseSchema>;

const byMetric = <Value extends z.ZodType>(value: Value) =>
  z.object({ accuracy: value, macroF1: value, logLoss: value });

/** One published model on the holdout, with 95 % intervals. */
export const progressPointSchema = z.object({
  modelNumber: z.number().int(),
  /** Every slot counted. */
  labelsSpent: z.number().int(),
  trainingLabels: z.number().int(),
  /** Active seconds of labeling until then; null for models from before it was counted. */
  activeSeconds: z.number().nullable(),
  holdoutCount: z.number().int(),
  scores: byMetric(estimateSchema),
});
export type ProgressPoint = z.infer<typeof progressPointSchema>;

/** Where the model, the strategy, the encoder, the classes or what annotators follow changed. */
export const progressMarkSchema = z.object({
  labelsSpent: z.number().int(),
  kind: z.enum(["learner", "strategy", "encoder", "classes", "guidelines"]),
  /** Names before and after; empty for classes and guidelines. */
  from: z.string(),
  to: z.string(),
});
export type ProgressMark = z.infer<typeof progressMarkSchema>;

/** What random labeling reaches with so many labels, every slot counted on the same scale, with a 95 % interval. */
export const randomPointSchema = z.object({
  labelsSpent: z.number(),
  trainingLabels: z.number().int(),
  scores: byMetric(estimateSchema),
});
export type RandomPoint = z.infer<typeof randomPointSchema>;

/** Labels that random labeling would have needed for today's score, less those spent; 95 % interval. */
export const savedSchema = z.discriminatedUnion("kind", [
  /**
   * Not enough is known: nothing can be told before the holdout has `holdoutNeeded` labels (null: not known). With
   * `randomMissing`, labels to learn from were missing when it was measured: at least so many of the holdout or the random arm.
   */
  z.object({
    kind: z.literal("tooEarly"),
    holdoutNeeded: z.number().int().nullable(),
    randomMissing: z.number().int().nullable(),
  }),
  /** No interval of this score is known that holds, so none of labels saved is. */
  z.object({ kind: z.literal("noInterval") }),
  /** The project draws at random itself (`isDrawnAtRandom`): there is nothing to compare. */
  z.object({ kind: z.literal("drawnAtRandom") }),
  /** The interval holds nought, or both curves do not differ where both are known, so nothing is claimed. */
  z.object({ kind: z.literal("indistinguishable"), saved: expenseSchema }),
  z.object({
    kind: z.enum(["saved", "lost"]),
    saved: expenseSchema,
    randomNeeds: estimateSchema,
    /** Whether random labeling most likely never gets there: the value is only the most that was looked at. */
    isAtLeast: z.boolean(),
    /** Whether that is all that the pool has. */
    isWholePool: z.boolean(),
  }),
]);
export type Saved = z.infer<typeof savedSchema>;

/** Where the curve goes on, with an 80 % band. */
export const forecastSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("noTarget") }),
  /** The target is new, and the worker looks at it. */
  z.object({ kind: z.literal("measuring") }),
  /** Today's interval lies beyond the target, and all models so far make it certain at any time (`isSurelyMet`). */
  z.object({ kind: z.literal("reached") }),
  z.object({
    kind: z.literal("cannotTell"),
    because: z.enum([
      "fewHoldout",
      "fewPoints",
      "fewPerClass",
      "noInterval",
      "tooWide",
      "outOfReach",
      "notRising",
    ]),
    /** Holdout labels that would tell if today's estimate stays; null where the pool has no holdout as large, or it would not help. */
    holdoutNeeded: z.number().int().nullable(),
    /** Labels before which it is not reached, but for one time in ten; null where not even that is known. */
    atLeast: z.number().int().nullable(),
  }),
  /** Labels still to spend, from now on; the upper end is null where some of the band never gets there. */
  z.object({
    kind: z.literal("forecast"),
    needed: expenseSchema,
    /** Where the curve may be there already: holdout labels that would tell if today's estimate stays. */
    holdoutNeeded: z.number().int().nullable(),
  }),
]);
export type Forecast = z.infer<typeof forecastSchema>;

export const adviceKindSchema = z.enum([
  "targetMet",
  "flat",
  "goOn",
  "growHoldout",
  "budgetSpent",
  "cannotTell",
]);

/** One sentence of advice with its evidence. */
export const adviceSchema = z.object({
  kind: adviceKindSchema,
  /** Expected change of the score by the next 100 labels (80 % band); null where it cannot be told. */
  nextHundred: estimateSchema.nullable(),
  /** What 100 labels cost; null without a rate or a pace. */
  priceOfHundred: z.number().nullable(),
  /** Agreement of the last models on the whole pool (Cohen's kappa, the lowest of the last three); null with fewer. */
  stability: z.number().nullable(),
});
export type Advice = z.infer<typeof adviceSchema>;

/** Whether more labels of the holdout are drawn at random: it may have no share, be drawn by active testing, or be as narrow as asked. */
export const holdoutGrowthSchema = z.enum(["grows", "noShare", "activeTesting", "atWidth"]);
export type HoldoutGrowth = z.infer<typeof holdoutGrowthSchema>;

export const holdoutEconomySchema = z.object({
  /** By the settings of now. */
  growth: holdoutGrowthSchema,
  /** Of the labels, 0..1, that go to it while it grows. */
  share: z.number(),
  /** Labels that were drawn at random: what the curve, the width and all advice are of. */
  plainLabels: z.number().int(),
  /** Labels that active testing drew: they narrow its own estimate and nothing else. */
  activeLabels: z.number().int(),
  /** Width of the 95 % interval of the accuracy now, and the one that is asked for. */
  width: z.number().nullable(),
  askedWidth: z.number().nullable(),
  /** Plain labels that the asked width takes in all; null when none is asked, and until it is worked out. */
  labelsForAskedWidth: z.number().int().nullable(),
  /**
   * Plain labels in all that macro F1 takes at least, five of each class, from today's on; null where no number does, as a
   * sample may have several classes.
   */
  labelsForMacroF1: z.number().int().nullable(),
  sampling: z.enum(["uniform", "active"]),
  /** Active testing beside plain sampling; null where the holdout was drawn at random only. */
  active: z
    .object({
      accuracy: estimateSchema,
      /** Labels that were drawn so, and those that plain sampling would need for an interval so narrow. */
      labels: z.number().int(),
      plainLabels: z.number().int(),
    })
    .nullable(),
});
export type HoldoutEconomy = z.infer<typeof holdoutEconomySchema>;

/** `GET /projects/{projectId}/progress`. */
export const progressSchema = z.object({
  metric: curveMetricSchema,
  target: z.number().nullable(),
  hourlyRate: z.number().nullable(),
  currency: z.string(),
  /** Active seconds a label, the median of recent ones; null before the first. */
  secondsPerLabel: z.number().nullable(),
  labelsSpent: z.number().int(),
  budget: z.number().int().nullable(),
  /** The model that ranks the pool while no other is trained, so that labels teach none; null: each round trains a new one. */
  pinnedModelNumber: z.number().int().nullable(),
  curve: z.array(progressPointSchema),
  marks: z.array(progressMarkSchema),
  random: z.array(randomPointSchema),
  /** With how many labels what random labeling reaches was found out last, and when; null before. */
  randomMeasured: z.object({ labelsSpent: z.number().int(), at: z.iso.datetime() }).nullable(),
  saved: byMetric(savedSchema),
  /** Change of the score by 100 labels over the last quarter of the labels; null while it cannot be told. */
  slope: byMetric(estimateSchema.nullable()),
  forecast: forecastSchema,
  /** The dashed continuation of the curve with its 80 % band, for each metric; empty while it cannot be told. */
  path: byMetric(z.array(z.object({ labelsSpent: z.number(), score: estimateSchema }))),
  advice: adviceSchema,
  holdout: holdoutEconomySchema,
});
export type Progress = z.infer<typeof progressSchema>;

/** What takes many models is measured again when there are so many times as many labels as the last time. */
export const randomMeasuredAgain = 1.15;
