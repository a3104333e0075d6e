import { z } from "zod";
import { nameProblem } from "./name-problem";

export const modalitySchema = z.enum(["text", "image"]);
export type Modality = z.infer<typeof modalitySchema>;

/** What a visitor may do on a project: an owner of the server may do everything. */
export const projectRoleSchema = z.enum(["lead", "annotator", "engineer"]);
export type ProjectRole = z.infer<typeof projectRoleSchema>;

const name = z
  .string()
  .trim()
  .min(1, "Give it a name.")
  .max(200, "At most 200 characters.")
  .refine((given) => nameProblem(given) === null, {
    error: ({ input }) => `It ${nameProblem(String(input))}.`,
  });

export const labelClassNameSchema = name;

export const createProjectSchema = z.object({
  name,
  modality: modalitySchema,
  /** May be empty: classes then come from the imported labels, or are added later. */
  labelClasses: z.array(labelClassNameSchema).max(500).default([]),
  budget: z.number().int().min(1).max(10_000_000).nullable().default(null),
});
export type CreateProject = z.infer<typeof createProjectSchema>;

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
