import { z } from "zod";
import { suggestionModeSchema } from "./labeling";
import { nameProblem } from "./name-problem";
import { plainText } from "./plain-text";
import { curveMetricSchema } from "./progress";

export const modalitySchema = z.enum(["text", "image"]);
export type Modality = z.infer<typeof modalitySchema>;

/** Whether a sample gets one class, or any set of classes. */
export const taskSchema = z.enum(["single", "multi"]);
export type Task = z.infer<typeof taskSchema>;

/** What a visitor may do on a project: an owner of the server may do everything. */
export const projectRoleSchema = z.enum(["lead", "annotator", "engineer"]);
export type ProjectRole = z.infer<typeof projectRoleSchema>;

/** In one of the ways in which Unicode writes the same letters, so that what looks alike is alike. */
const name = z
  .string()
  .normalize("NFC")
  .trim()
  .min(1, "Give it a name.")
  .max(200, "At most 200 characters.")
  .refine((given) => nameProblem(given) === null, {
    error: ({ input }) => `It ${nameProblem(String(input))}.`,
  });

export const labelClassNameSchema = name;

/** Of a project, archived ones among them. */
export const mostLabelClasses = 500;

const budget = z.number().int().min(1).max(10_000_000).nullable();

export const createProjectSchema = z.object({
  name,
  modality: modalitySchema,
  task: taskSchema.default("single"),
  /** May be empty: classes then come from the imported labels, or are added later. */
  labelClasses: z.array(labelClassNameSchema).max(mostLabelClasses).default([]),
  budget: budget.default(null),
});
export type CreateProject = z.infer<typeof createProjectSchema>;

/** The highest share of suggestions that may be wrong on purpose: more would teach distrust instead of measuring trust. */
export const mostPlanted = 0.1;

/** Numbers nearer to 0 than this are kept as none at all. */
const leastKept = 1e-6;

function kept(number: z.ZodNumber) {
  return number.refine((value) => value === 0 || value >= leastKept, `Give 0, or at least ${leastKept}.`);
}

/** At most half of the labels goes to the random arm, and at most half to the holdout. */
export const mostShare = 0.5;
const share = kept(z.number().min(0).max(mostShare));

/** What a lead steers the learning by, and what they pay for it. */
export const steeringSchema = z.object({
  /** The id of a query strategy. */
  strategy: z.string().max(100),
  /** Shares of the labels that go to the random arm and, until it has grown enough, to the holdout. */
  exploreShare: share,
  holdoutQuota: share,
  labelsPerRound: z.number().int().min(1).max(1000),
  targetMetric: curveMetricSchema,
  /** A score of `targetMetric` on the holdout; null = none is aimed at. */
  target: kept(z.number().positive().max(100)).nullable(),
  /** Width of the 95 % interval of the accuracy at which the holdout has grown enough; null = it always grows. */
  holdoutWidth: z.number().min(0.01).max(0.9).nullable(),
  holdoutSampling: z.enum(["uniform", "active"]),
  /** What an hour of labeling costs, in `currency` (ISO 4217); null = nobody said. */
  hourlyRate: kept(z.number().min(0).max(1_000_000)).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/, "Give the three letters of a currency, such as USD."),
});
export type Steering = z.infer<typeof steeringSchema>;

/** More second opinions than this would cost more than they tell. */
export const mostSecondOpinions = 0.5;

/** More gold than this would cost more than it tells. */
export const mostGold = 0.2;

/** The body of `PATCH /projects/{projectId}`: what is left out stays. */
export const updateProjectSchema = z
  .object({
    name,
    guidelines: plainText.max(50_000, "At most 50,000 characters."),
    budget,
    suggestions: suggestionModeSchema,
    plantedShare: kept(z.number().min(0).max(mostPlanted)),
    skipAsksReason: z.boolean(),
    /** Share of labeled samples that a second person is asked about, without knowing. */
    secondOpinionShare: kept(z.number().min(0).max(mostSecondOpinions)),
    /** Share of what is handed out that is gold: samples whose answer a lead has given, without anybody knowing. */
    goldShare: kept(z.number().min(0).max(mostGold)),
    isPaused: z.boolean(),
    ...steeringSchema.shape,
  })
  .partial();
export type UpdateProject = z.infer<typeof updateProjectSchema>;

/** The body of `PATCH /projects/{projectId}/label-classes/{labelClassId}`: what is left out stays. */
export const updateLabelClassSchema = z
  .object({
    /** What it means, for annotators. */
    description: plainText.trim().max(2000, "At most 2,000 characters."),
    /** Samples in words that belong to it. */
    examples: z
      .array(plainText.trim().min(1).max(500, "At most 500 characters each."))
      .max(20, "At most 20."),
  })
  .partial();
export type UpdateLabelClass = z.infer<typeof updateLabelClassSchema>;

export const projectSettingsSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  modality: modalitySchema,
  task: taskSchema,
  guidelines: z.string(),
  /** When the guidelines, a definition or an example changed last; null = never. */
  guidelinesChangedAt: z.iso.datetime().nullable(),
  budget,
  suggestions: suggestionModeSchema,
  plantedShare: z.number(),
  skipAsksReason: z.boolean(),
  /** While set, no samples are handed out. */
  pausedAt: z.iso.datetime().nullable(),
  /** `budget`: it paused by itself when its budget was spent. */
  pausedBy: z.enum(["lead", "budget"]).nullable(),
  /** Answers to samples whose suggestion was wrong on purpose and seen, and those of them that accepted it. */
  planted: z.object({ shown: z.number().int(), accepted: z.number().int() }),
  ...steeringSchema.shape,
  /** In the order of their keys, archived ones with them. */
  labelClasses: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      position: z.number().int(),
      description: z.string(),
      examples: z.array(z.string()),
      archivedAt: z.iso.datetime().nullable(),
      labels: z.number().int(),
    }),
  ),
});
export type ProjectSettings = z.infer<typeof projectSettingsSchema>;

export const projectSummarySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  modality: modalitySchema,
  sampleCount: z.number().int(),
  labelsSpent: z.number().int(),
  budget: z.number().int().nullable(),
  /** Of the newest evaluation; null before the first. */
  accuracy: z.number().nullable(),
  /** On how many holdout samples it was measured. */
  holdoutCount: z.number().int(),
  role: projectRoleSchema.or(z.literal("owner")),
  createdAt: z.iso.datetime(),
});
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

/** How imported labels are used: trained on, kept as hidden truth for a simulation, or dropped. */
export const labelUseSchema = z.enum(["known", "truth", "ignore"]);
export type LabelUse = z.infer<typeof labelUseSchema>;

export const importFormatSchema = z.enum(["csv", "jsonl", "zip", "folder"]);
export type ImportFormat = z.infer<typeof importFormatSchema>;

export const importStatusSchema = z.object({
  id: z.uuid(),
  fileName: z.string(),
  format: importFormatSchema,
  labelUse: labelUseSchema,
  state: z.enum(["waiting", "running", "done", "failed"]),
  bytesTotal: z.number(),
  bytesRead: z.number(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  refused: z.number().int(),
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type ImportStatus = z.infer<typeof importStatusSchema>;
