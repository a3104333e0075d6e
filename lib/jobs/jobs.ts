import { z } from "zod";

/** Every job kind and its payload; a kind without a handler in `workers/handlers.ts` does not compile. */
export const jobSchemas = {
  /** Reads a received file into the pool: whole or not at all. */
  import: z.object({ importId: z.uuid() }),
  /** Fits the project's encoder on its pool and stores the embeddings. */
  encode: z.object({ projectId: z.uuid() }),
  /** Trains, evaluates, rescores and publishes a new queue generation. */
  round: z.object({ projectId: z.uuid(), cause: z.enum(["labels", "encoded", "requested", "queue-low"]) }),
} as const;

export type JobKind = keyof typeof jobSchemas;
export type JobPayload<Kind extends JobKind> = z.infer<(typeof jobSchemas)[Kind]>;
