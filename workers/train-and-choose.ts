import { evaluateMembershipPredictions } from "@/lib/learning/evaluation/evaluate-memberships";
import { evaluatePredictions } from "@/lib/learning/evaluation/holdout-predictions";
import { matrix } from "@/lib/learning/matrix";
import { runMultiLabelRound } from "@/lib/learning/multi-label-round";
import type { Pool } from "@/lib/learning/pool";
import { type Engine, type RoundInput, type RoundResult, runRound } from "@/lib/learning/round";
import { storeHoldoutPredictions } from "@/lib/rounds/holdout-predictions-blob";
import { storeModel } from "@/lib/rounds/model-blob";
import { storePoolSummary } from "@/lib/rounds/pool-summary-blob";
import type { ModelEvaluation, StoredModel } from "@/lib/rounds/publish-round";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { ModelCache } from "./model-cache";
import type { RoundReply, RoundRequest } from "./model-thread-protocol";
import type { PoolCache } from "./pool-cache";

interface Tools {
  readonly blobs: BlobStore;
  readonly pools: PoolCache;
  readonly models: ModelCache;
  readonly engine: Engine;
}

/**
 * Runs one round in the model thread, stores its model, and times its stages. A pool without embeddings gets a
 * queue in random order: labels given while the encoder still learns are the holdout's and the random arm's.
 */
export async function trainAndChoose(tools: Tools, request: RoundRequest): Promise<RoundReply> {
  const stages: Record<string, number> = {};
  let [stage, since] = ["load", performance.now()];
  const onStage = (next: string) => {
    const now = performance.now();
    stages[stage] = now - since;
    [stage, since] = [next, now];
  };
  const pool = request.pool ? await tools.pools.get(request.pool) : withoutEmbeddings(request.poolRows);
  const previous = request.previousBlob ? await tools.models.model(request.previousBlob) : null;
  const pinned = request.pinnedBlob ? await tools.models.model(request.pinnedBlob) : null;
  const round = await runTask(request.input, { pool, previous, pinned, onStage }, tools.engine);
  onStage("store");
  const stored = pinned ? null : await storeResult(tools, round);
  onStage("compare");
  const recentEvaluations = await evaluateAgain(tools.models, request);
  onStage("done");
  const { evaluation, queue, classCandidates } = round;
  return { stored, evaluation, recentEvaluations, queue, classCandidates, stages };
}

function runTask(
  input: RoundRequest["input"],
  loaded: Pick<RoundInput, "pool" | "previous" | "pinned" | "onStage">,
  engine: Engine,
): Promise<RoundResult> {
  if (input.task === "multi") return runMultiLabelRound({ ...input, ...loaded }, engine);
  return runRound({ ...input, ...loaded }, engine);
}

function withoutEmbeddings(rows: number): Pool {
  return { embeddings: matrix(rows, 1), sparse: null, graph: null };
}

async function storeResult(
  { blobs, models }: Tools,
  { model, holdoutPredictions, summary }: RoundResult,
): Promise<StoredModel | null> {
  if (!model) return null;
  const [modelBlob, holdoutPredictionsBlob, poolSummaryBlob] = await Promise.all([
    storeModel(blobs, model),
    holdoutPredictions && storeHoldoutPredictions(blobs, holdoutPredictions),
    summary && storePoolSummary(blobs, summary),
  ]);
  models.keep(modelBlob, model);
  const { learner, temperature, chosen } = model;
  return { learner, temperature, chosen, modelBlob, holdoutPredictionsBlob, poolSummaryBlob };
}

/** Earlier models on the holdout labels known now. */
async function evaluateAgain(
  models: ModelCache,
  { recentPredictions, input }: RoundRequest,
): Promise<ModelEvaluation[]> {
  const measured: ModelEvaluation[] = [];
  for (const { modelVersionId, blob } of recentPredictions) {
    const predictions = await models.predictions(blob);
    const evaluation =
      input.task === "multi"
        ? evaluateMembershipPredictions(predictions, input.holdoutLabels)
        : evaluatePredictions(predictions, input.holdoutLabels);
    if (evaluation) measured.push({ modelVersionId, evaluation });
  }
  return measured;
}
