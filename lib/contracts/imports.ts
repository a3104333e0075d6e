import { z } from "zod";
import { importStatusSchema, labelUseSchema } from "./projects";

/** What goes with an uploaded file; the file itself is the raw body. */
export const uploadQuerySchema = z.object({
  /** As people know it; only shown and used to tell the format. */
  fileName: z.string().min(1).max(1000),
  labelUse: labelUseSchema,
});
export type UploadQuery = z.infer<typeof uploadQuerySchema>;

export const importListSchema = z.array(importStatusSchema);
export type ImportList = z.infer<typeof importListSchema>;

/** The first refused or merged lines of an import; the CSV has all of them. */
export const refusalListSchema = z.array(z.object({ place: z.string(), reason: z.string() }));
export type RefusalList = z.infer<typeof refusalListSchema>;

export const startedImportSchema = z.object({ id: z.uuid() });
export type StartedImport = z.infer<typeof startedImportSchema>;

/** What an import leaves to be done; `nothingLeft`: every sample came with its label, and no other one is open. */
export const nextStepSchema = z.object({ step: z.enum(["addClasses", "label", "nothingLeft"]) });
export type NextStep = z.infer<typeof nextStepSchema>;
