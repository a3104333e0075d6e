import { z } from "zod";
import { modalitySchema } from "./projects";

/** Sample data that comes with Winnow. */
export const demoSetSchema = z.object({
  id: z.string(),
  name: z.string(),
  modality: modalitySchema,
  description: z.string(),
  /** Who made it and under which licence; shown wherever its samples are. */
  credit: z.string(),
});
export type DemoSet = z.infer<typeof demoSetSchema>;

export const createDemoProjectSchema = z.object({ demoSet: z.string().min(1).max(100) });
export type CreateDemoProject = z.infer<typeof createDemoProjectSchema>;
