import type { Encoding } from "@/lib/encodings/newest-encoding";
import { requestComparisonWhenDue } from "@/lib/encodings/request-comparison";
import { reasonOf } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import type { JobPayload } from "@/lib/jobs/jobs";
import { beginRound } from "@/lib/rounds/begin-round";
import { failRound } from "@/lib/rounds/fail-round";
import { forgetOldSummaries } from "@/lib/rounds/forget-old-summaries";
import {
  type ModelEvaluation,
  publishRound,
  rankingModelId,
  type TrainedModel,
} from "@/lib/rounds/publish-round";
import { queueLengthFor } from "@/lib/rounds/queue-length";
import { type RoundFacts, readRoundFacts } from "@/lib/rounds/read-round-facts";
import type { WorkerContext } from "./context";
import type { RoundReply, RoundRequest, StoredPool } from "./model-thread-protocol";

/** Trains, evaluates, rescores the pool and publishes a new queue generation. */
export async function handleRound(context: WorkerContext, { projectId, cause }: JobPayload<"round">) {
  const { db, log, workerId } = context;
  const started = performance.now();
  const round = await beginRound(db, { id: context.newId(), projectId, cause, workerId });
  try {
    const facts = await readRoundFacts(db, projectId, round.seenBefore);
    if (!facts) return;
    const reply = await context.threads.round.call(requestOf(facts));
    const trained = trainedModel(context, facts, reply);
    const generation = await publishRound(db, {
      roundId: round.id,
      facts,
      queue: reply.queue,
      stages: { ...reply.stages, total: performance.now() - started },
      trained,
      evaluations: evaluationsOf(rankingModelId({ trained, facts }), reply),
    });
    const published = generation !== null;
    if (published) {
      context.classCandidates.write({
        projectId,
        generation,
        modelVersionId: rankingModelId({ trained, facts }),
        labelClassIds: facts.labelClassIds,
        candidates: reply.classCandidates,
      });
      if (!facts.pinnedModel) await requestComparisonWhenDue(db, facts);
      await forgetOldSummaries(db, context.blobs, projectId);
      await enqueue(db, "outlook", { projectId });
    }
    log.info({ projectId, round: round.number, cause, stages: reply.stages, published }, "round finished");
  } catch (error) {
    await failRound(db, round, reasonOf(error));
    throw error;
  }
}

function requestOf(facts: RoundFacts): RoundRequest {
  const { encoding } = facts;
  return {
    kind: "round",
    pool: encoding && storedPool(encoding),
    poolRows: facts.poolRows,
    previousBlob: facts.previousModel?.modelBlob ?? null,
    pinnedBlob: facts.pinnedModel?.modelBlob ?? null,
    recentPredictions: facts.recentModels.flatMap(({ id, holdoutPredictionsBlob: blob }) =>
      blob === null ? [] : [{ modelVersionId: id, blob }],
    ),
    input: taskOf(facts),
  };
}

function taskOf(facts: RoundFacts): RoundRequest["input"] {
  const { project, partialLabels } = facts;
  const setting = {
    classCount: facts.labelClassIds.length,
    candidates: facts.candidates,
    holdoutReserve: facts.holdoutReserve,
    holdoutAwaited: facts.holdoutAwaited,
    holdoutSampling: facts.holdoutSampling,
    learner: project.learner,
    strategy: facts.encoding ? project.strategy : "random",
    queueLength: queueLengthFor(facts),
    exploreShare: facts.shares.explore,
    holdoutShare: facts.shares.holdout,
    served: facts.served,
    guesses: { plantedShare: project.plantedShare, rejected: partialLabels.filter(({ has }) => !has) },
    seed: project.seed,
  };
  const { trainingLabels, holdoutLabels, sets } = facts;
  if (sets) return { ...setting, ...sets, partialLabels, task: "multi" };
  return { ...setting, trainingLabels, holdoutLabels, task: "single" };
}

export function storedPool({ id, projectId, ...encoding }: Encoding): StoredPool {
  const { sparseShardBlobs, graphBlob, rowCount } = encoding;
  const [shardBlobs, dimensions] = [encoding.shardBlobs!, encoding.dimensions!];
  return { projectId, encodingId: id, shardBlobs, sparseShardBlobs, graphBlob, rowCount, dimensions };
}

function trainedModel(
  { newId }: WorkerContext,
  { encoding }: RoundFacts,
  { stored }: RoundReply,
): TrainedModel | null {
  return stored && encoding && { ...stored, modelVersionId: newId(), encoding };
}

/** A pinned model is among the recent ones, too; what it predicts now comes last and counts. */
function evaluationsOf(
  modelVersionId: string | null,
  { evaluation, recentEvaluations }: RoundReply,
): readonly ModelEvaluation[] {
  if (modelVersionId === null || !evaluation) return recentEvaluations;
  return [...recentEvaluations, { modelVersionId, evaluation }];
}
