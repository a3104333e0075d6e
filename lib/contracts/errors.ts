import { z } from "zod";

/** The body of every refused request. */
export const errorBodySchema = z.object({
  error: z.object({
    /** Stable, for programs: `label_class_archived`. */
    code: z.string(),
    /** For people: what happened, why, what next, and whether work is safe. */
    message: z.string(),
    /** Whether the same request may succeed later. */
    retryable: z.boolean(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
