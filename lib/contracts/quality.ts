import { z } from "zod";
import { adviceKindSchema, estimateSchema, holdoutGrowthSchema } from "./progress";

/** With fewer holdout labels nothing is said of what holds a model back: all may be chance. */
export const holdoutWorthADiagnosis = 50;

/** Found, missed, or wrongly said: whose samples can be looked at. True negatives are counted only. */
export const outcomeSchema = z.enum(["truePositive", "falseNegative", "falsePositive"]);
export type Outcome = z.infer<typeof outcomeSchema>;

const outcomeCountsSchema = z.object({
  truePositives: z.number().int(),
  falseNegatives: z.number().int(),
  falsePositives: z.number().int(),
  trueNegatives: z.number().int(),
});
export type OutcomeCounts = z.infer<typeof outcomeCountsSchema>;

/** Whether it is the data or the model: `GET /projects/{projectId}/quality`. */
export const qualitySchema = z.object({
  /** Of the newest model, which all of this is of. */
  modelNumber: z.number().int().nullable(),
  /** The model that ranks the pool while no other is trained; null: each round trains a new one. */
  pinnedModelNumber: z.number().int().nullable(),
  holdoutCount: z.number().int(),
  /** Of the labels, 0..1, that go to the holdout while it grows. */
  holdoutShare: z.number(),
  /** Whether it grows by the settings of now, and at how many labels it stops; null where it does not, or that is not known. */
  holdoutGrowth: holdoutGrowthSchema,
  holdoutStopsAt: z.number().int().nullable(),
  labelClasses: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /**
   * Classes without a training label first, then by expected F1, the worst first, and those that the holdout tells nothing of
   * last. Intervals of 95 %. Support is the holdout's, labels are those trained on.
   */
  perClass: z.array(
    z.object({
      labelClassId: z.uuid(),
      precision: estimateSchema.nullable(),
      recall: estimateSchema.nullable(),
      f1: estimateSchema.nullable(),
      /**
       * F1 as if one more sample had been seen of the class, as often right as those of all classes: few samples weigh little.
       * Null where the holdout has no sample of it, nor one that is taken for it.
       */
      expectedF1: z.number().nullable(),
      /** F1 with an interval that holds for all classes at once, for comparing them; null while it is not known. */
      simultaneousF1: estimateSchema.nullable(),
      support: z.number().int(),
      /** Holdout samples that are taken for it, and those of them that are of it. */
      predicted: z.number().int(),
      found: z.number().int(),
      trainingLabels: z.number().int(),
      /** What would help it most; null where nothing stands out. */
      labelNext: z.enum(["seen never", "few labels", "confused", "missed", "wrongly said"]).nullable(),
      confusedWith: z.uuid().nullable(),
    }),
  ),
  /** Holdout samples by true (rows) and predicted (columns) class, in the order of `labelClasses`; null in multi-label projects. */
  confusion: z.array(z.array(z.number().int())).nullable(),
  /**
   * Holdout samples by class, in the order of `labelClasses`: how many of it were found, missed, wrongly said to be of it,
   * and rightly not; null where a sample has one class, and until the next measurement where they were not counted yet.
   */
  outcomes: z.array(outcomeCountsSchema).nullable(),
  /** Equal-width bins of confidence with anything in them. */
  calibration: z.array(
    z.object({ confidence: z.number(), accuracy: estimateSchema, count: z.number().int() }),
  ),
  /** Expected calibration error over these bins; null until it was measured with what chance shows. */
  calibrationError: z.number().nullable(),
  /**
   * What one in forty models exceeds by chance whose confidence is exactly right, on as many samples: of the error, and of the
   * distance between mean confidence and the share that is right.
   */
  calibrationByChance: z.object({ error: z.number(), gap: z.number() }).nullable(),
  diagnosis: z
    .object({
      /**
       * Accuracy on the labels it was trained on, beside cross-validated and holdout accuracy: memorising. Null before it
       * was measured, which takes many models.
       */
      trainingAccuracy: z.number().nullable(),
      crossValidatedAccuracy: estimateSchema.nullable(),
      holdoutAccuracy: estimateSchema,
      /** Standard deviation of the holdout accuracy over models of resampled training labels: variance. */
      spread: z.object({ spread: z.number(), resamples: z.number().int() }).nullable(),
      /** Accuracy of the live model on the older and the newer half of the holdout labels, with the p-value of no change. */
      drift: z.object({ older: estimateSchema, newer: estimateSchema, pValue: z.number() }).nullable(),
      classesNeverSeen: z.array(z.uuid()),
      /** Of which model training and cross-validated accuracy and spread are, and how many labels were spent then. */
      trainingMeasured: z.object({ modelNumber: z.number().int(), labelsSpent: z.number().int() }).nullable(),
      /** What the finding does not know of, since it was not measured yet. */
      notKnown: z.array(z.enum(["memorising", "variance", "drift"])),
      /** What stands out most, to be said in one sentence. */
      finding: z.enum([
        "memorising",
        "variance",
        "missingCases",
        "drift",
        "modelTooSimple",
        "healthy",
        "cannotTell",
      ]),
      /** Whether to stop or to go on, as the overview says: what to do next agrees with it. */
      advice: adviceKindSchema,
    })
    .nullable(),
});
export type Quality = z.infer<typeof qualitySchema>;

/** Query of `GET /projects/{projectId}/holdout-samples`: a cell of the confusion matrix. */
export const holdoutSamplesQuerySchema = z.object({ labeled: z.uuid(), predicted: z.uuid() });

/** Query of `GET /projects/{projectId}/holdout-samples/{labelClassId}`: where a sample may have several classes. */
export const outcomeSamplesQuerySchema = z.object({ outcome: outcomeSchema });

/** The samples behind a number, what the model is surest about first, at most 100. */
export const holdoutSamplesSchema = z.array(
  z.object({
    sampleId: z.number().int(),
    excerpt: z.string().nullable(),
    imageUrl: z.string().nullable(),
    /** Of the predicted class, or of the class that was asked about; 0..1. */
    probability: z.number(),
    /** What it is labeled as; may be none where there may be several. */
    labelClassIds: z.array(z.uuid()),
  }),
);
export type HoldoutSample = z.infer<typeof holdoutSamplesSchema>[number];
