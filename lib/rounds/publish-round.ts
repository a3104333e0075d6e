import { and, eq, inArray, lt, max, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { queueEntries, queues, samples } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { evaluations, modelVersions, rounds } from "@/db/schema/rounds";
import type { Encoding } from "@/lib/encodings/newest-encoding";
import { notify } from "@/lib/jobs/notify";
import type { Evaluation } from "@/lib/learning/evaluation/evaluate";
import type { ModelState } from "@/lib/learning/learners/learner";
import type { QueueItem } from "@/lib/learning/round";
import type { ClassSuggestion } from "@/lib/learning/suggestions";
import type { RoundFacts } from "./read-round-facts";

/** A model whose numbers are in the blob store. */
export interface StoredModel extends Pick<ModelState, "learner" | "temperature" | "chosen"> {
  readonly modelBlob: string;
  /** Null while there is no holdout. */
  readonly holdoutPredictionsBlob: string | null;
  readonly poolSummaryBlob: string | null;
}

export interface TrainedModel extends StoredModel {
  readonly modelVersionId: string;
  readonly encoding: Encoding;
}

/** A model on the holdout as it is known now. */
export interface ModelEvaluation {
  readonly modelVersionId: string;
  readonly evaluation: Evaluation;
}

export interface RoundToPublish {
  readonly roundId: string;
  readonly facts: RoundFacts;
  readonly queue: readonly QueueItem[];
  /** Milliseconds by stage. */
  readonly stages: Record<string, number>;
  /** Null while there is nothing to train on, and where the model was pinned. */
  readonly trained: TrainedModel | null;
  /** Of the trained model, and anew of the ones before it. */
  readonly evaluations: readonly ModelEvaluation[];
}

/**
 * Publishes model version, evaluation and queue generation in one transaction: whole or invisible.
 * Returns the generation; null, and changes nothing, when the round was abandoned meanwhile.
 */
export async function publishRound(db: Db, round: RoundToPublish): Promise<number | null> {
  const projectId = round.facts.project.id;
  const sampleIds = await sampleIdsOf(db, projectId, round.queue);
  return db.transaction(async (tx) => {
    const [running] = await tx
      .select({ id: rounds.id })
      .from(rounds)
      .where(and(eq(rounds.id, round.roundId), eq(rounds.state, "running")))
      .for("update");
    if (!running) return null;

    if (round.trained) await insertModel(tx, round, round.trained);
    if (!round.facts.pinnedModel) await releasePin(tx, round.facts.project);
    await storeEvaluations(tx, projectId, round.evaluations);
    const generation = await swapGeneration(tx, round.facts);
    const origin = { projectId, generation, modelVersionId: rankingModelId(round) };
    const entries = round.queue.map(({ row, slot, strategy, score, propensity, suggestion }, rank) => {
      const pick = { rank, sampleId: sampleIds.get(row)!, slot, strategy, score, propensity };
      return { ...origin, ...pick, ...suggestionColumns(round.facts, suggestion) };
    });
    if (entries.length > 0) await tx.insert(queueEntries).values(entries);
    await tx
      .delete(queueEntries)
      .where(and(eq(queueEntries.projectId, projectId), lt(queueEntries.generation, generation - 1)));
    await tx
      .update(rounds)
      .set({
        state: "published",
        generation,
        seenSequence: round.facts.seenSequence,
        causedAt: round.facts.causedAt,
        stages: round.stages,
        finishedAt: sql`clock_timestamp()`,
      })
      .where(eq(rounds.id, round.roundId));
    await notify(tx, projectId, "round");
    return generation;
  });
}

/** The model that ranked the queue: the trained one, or the one that the lead holds on to. Null without any. */
export function rankingModelId({ trained, facts }: Pick<RoundToPublish, "trained" | "facts">): string | null {
  return trained?.modelVersionId ?? facts.pinnedModel?.id ?? null;
}

/** A pinned model that fits the classes or the encoder no more ranks nothing, so it is not pinned any longer. */
async function releasePin(db: Db, { id, pinnedModelVersionId }: RoundFacts["project"]): Promise<void> {
  if (pinnedModelVersionId === null) return;
  await db
    .update(projects)
    .set({ pinnedModelVersionId: null })
    .where(and(eq(projects.id, id), eq(projects.pinnedModelVersionId, pinnedModelVersionId)));
}

function suggestionColumns({ labelClassIds }: RoundFacts, suggestion: ClassSuggestion | null) {
  if (suggestion === null) return {};
  return {
    suggestedClassIds: suggestion.classes.map(({ classIndex }) => labelClassIds[classIndex]!),
    suggestedProbabilities: suggestion.classes.map(({ probability }) => probability),
    suggestionPlanted: suggestion.isPlanted,
  };
}

async function sampleIdsOf(db: Db, projectId: string, queue: readonly QueueItem[]) {
  if (queue.length === 0) return new Map<number, number>();
  const found = await db
    .select({ id: samples.id, row: samples.row })
    .from(samples)
    .where(
      and(
        eq(samples.projectId, projectId),
        inArray(
          samples.row,
          queue.map(({ row }) => row),
        ),
      ),
    );
  return new Map(found.map(({ id, row }) => [row, id]));
}

/** The queue's pointer to its live generation; readers see the old one until the transaction commits. */
async function swapGeneration(db: Db, { project, balance: slotBalance }: RoundFacts): Promise<number> {
  const projectId = project.id;
  const publishedAt = sql`clock_timestamp()`;
  const [queue] = await db
    .insert(queues)
    .values({ projectId, generation: 1, publishedAt, slotBalance })
    .onConflictDoUpdate({
      target: queues.projectId,
      set: { generation: sql`${queues.generation} + 1`, publishedAt, slotBalance },
    })
    .returning({ generation: queues.generation });
  return queue!.generation;
}

async function insertModel(db: Db, round: RoundToPublish, trained: TrainedModel): Promise<void> {
  const { facts } = round;
  const { modelVersionId, encoding, learner, temperature, chosen, ...blobs } = trained;
  const projectId = facts.project.id;
  const [last] = await db
    .select({ number: max(modelVersions.number) })
    .from(modelVersions)
    .where(eq(modelVersions.projectId, projectId));
  await db.insert(modelVersions).values({
    id: modelVersionId,
    projectId,
    roundId: round.roundId,
    encodingId: encoding.id,
    number: (last?.number ?? 0) + 1,
    learner,
    strategy: facts.project.strategy,
    labelClassIds: [...facts.labelClassIds],
    trainingLabels: (facts.sets ?? facts).trainingLabels.length,
    labelsSpent: facts.labelsSpent,
    activeSeconds: facts.activeSeconds,
    temperature,
    chosen: { ...chosen },
    ...blobs,
  });
}

async function storeEvaluations(db: Db, projectId: string, measured: readonly ModelEvaluation[]) {
  for (const { modelVersionId, evaluation } of measured) {
    const values = { modelVersionId, projectId, ...evaluation };
    await db
      .insert(evaluations)
      .values(values)
      .onConflictDoUpdate({ target: evaluations.modelVersionId, set: values });
  }
}
