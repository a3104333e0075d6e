import { z } from "zod";
import { noNames, reportNamesSchema } from "../contracts/report-names";

interface JobDefinition<Payload extends z.ZodType> {
  readonly payload: Payload;
  /** Jobs with one key are one job until it starts. */
  key(payload: z.infer<Payload>): string;
  /** Jobs of one queue run one after another, on whichever worker. */
  queue(payload: z.infer<Payload>): string;
}

const define = <Payload extends z.ZodType>(definition: JobDefinition<Payload>) => definition;

/** Every job kind; one without a handler in `workers/handlers.ts` does not compile. */
export const jobs = {
  /** Reads a received file into the pool: whole or not at all. */
  import: define({
    payload: z.object({ importId: z.uuid(), projectId: z.uuid() }),
    key: ({ importId }) => `import:${importId}`,
    queue: ({ projectId }) => `import:${projectId}`,
  }),
  /** Adds the words of the samples that the search's index lacks. */
  words: define({
    payload: z.object({ projectId: z.uuid() }),
    key: ({ projectId }) => `words:${projectId}`,
    queue: ({ projectId }) => `words:${projectId}`,
  }),
  /** Stores embeddings of the samples that have none; fits an encoder first when too many are new. */
  encode: define({
    payload: z.object({ projectId: z.uuid() }),
    key: ({ projectId }) => `encode:${projectId}`,
    queue: ({ projectId }) => `encode:${projectId}`,
  }),
  /** Compares encoders by the labels, and encodes the pool anew when another is better than the current one. */
  compare: define({
    payload: z.object({ projectId: z.uuid() }),
    key: ({ projectId }) => `compare:${projectId}`,
    // With the encodings of the project: one of them at a time is running.
    queue: ({ projectId }) => `encode:${projectId}`,
  }),
  /** Finds the neighbours of the newest embeddings. Apart from `encode`, which never waits for it. */
  graph: define({
    payload: z.object({ projectId: z.uuid() }),
    key: ({ projectId }) => `graph:${projectId}`,
    queue: ({ projectId }) => `graph:${projectId}`,
  }),
  /** Places the newest embeddings on the map, after their graph. */
  layout: define({
    payload: z.object({ projectId: z.uuid() }),
    key: ({ projectId }) => `layout:${projectId}`,
    queue: ({ projectId }) => `layout:${projectId}`,
  }),
  /** Trains, evaluates, rescores and publishes a new queue generation. */
  round: define({
    payload: z.object({
      projectId: z.uuid(),
      cause: z.enum([
        "imported",
        "labels",
        "encoded",
        "classes",
        "requested",
        "settings",
        "model",
        "queue-low",
      ]),
    }),
    key: ({ projectId }) => `round:${projectId}`,
    queue: ({ projectId }) => `round:${projectId}`,
  }),
  /** Says where the learning curve goes on and what the newest model is wrong about. */
  outlook: define({
    payload: z.object({ projectId: z.uuid() }),
    key: ({ projectId }) => `outlook:${projectId}`,
    queue: ({ projectId }) => `outlook:${projectId}`,
  }),
  /** Measures what random labeling reaches, by many models that are forgotten. Takes long, so it is apart. */
  random: define({
    payload: z.object({ projectId: z.uuid() }),
    key: ({ projectId }) => `random:${projectId}`,
    queue: ({ projectId }) => `random:${projectId}`,
  }),
  /** Plays strategies on labels that are known already. Jobs of older releases bring no names for the report. */
  simulate: define({
    payload: z.object({
      projectId: z.uuid(),
      simulationId: z.uuid(),
      names: reportNamesSchema.default(noNames),
    }),
    key: ({ simulationId }) => `simulate:${simulationId}`,
    queue: ({ projectId }) => `simulate:${projectId}`,
  }),
  /** Removes a deleted project for good. One at a time: two that share a blob would leave it to each other. */
  purge: define({
    payload: z.object({ projectId: z.uuid() }),
    key: ({ projectId }) => `purge:${projectId}`,
    queue: () => "purge",
  }),
} as const;

export type JobKind = keyof typeof jobs;
export type JobPayload<Kind extends JobKind> = z.infer<(typeof jobs)[Kind]["payload"]>;
export type RoundCause = JobPayload<"round">["cause"];
