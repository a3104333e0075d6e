import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { evaluations, modelVersions, rounds } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";

/** An encoding of ten rows; done unless another state is given. Returns its id. */
export async function arrangeEncoding(
  db: Db,
  projectId: string,
  values: Partial<typeof encodings.$inferInsert> = {},
): Promise<string> {
  const id = newId();
  await db.insert(encodings).values({
    id,
    projectId,
    encoder: "text-cooccurrence",
    state: "done",
    rowCount: 10,
    fittedRows: 10,
    encoderBlob: "encoder",
    shardBlobs: ["shard"],
    finishedAt: sql`now()`,
    ...values,
  });
  return id;
}

export interface ArrangedModel {
  readonly number: number;
  readonly projectId: string;
  readonly encodingId: string;
  readonly labelClassIds: string[];
  /** On the holdout. */
  readonly correct: number;
  readonly holdoutCount: number;
  readonly chosen?: Record<string, number | string>;
  /** What else is not as usual. */
  readonly values?: Partial<typeof modelVersions.$inferInsert>;
}

/** A model as a round publishes it, a second after the label that caused the round, with its evaluation. Returns its id. */
export async function arrangeModel(db: Db, model: ArrangedModel): Promise<string> {
  const { number, projectId, encodingId, labelClassIds, correct, holdoutCount } = model;
  const [roundId, modelVersionId] = [newId(), newId()];
  await db.insert(rounds).values({
    id: roundId,
    projectId,
    number,
    state: "published",
    cause: "labels",
    workerId: "arranged",
    causedAt: sql`now() - interval '1 second'`,
    startedAt: sql`now() - interval '0.5 second'`,
    finishedAt: sql`now()`,
  });
  await db.insert(modelVersions).values({
    id: modelVersionId,
    projectId,
    roundId,
    encodingId,
    number,
    learner: "mix",
    strategy: "auto",
    labelClassIds,
    trainingLabels: number * 5,
    labelsSpent: number * 7,
    temperature: 1,
    chosen: model.chosen ?? {},
    ...model.values,
  });
  await db.insert(evaluations).values({
    modelVersionId,
    projectId,
    holdoutCount,
    correct,
    accuracy: correct / holdoutCount,
    ...wilsonInterval(correct, holdoutCount),
    macroF1: 0.5,
    logLoss: 0.6,
    calibrationError: 0.08,
  });
  return modelVersionId;
}
