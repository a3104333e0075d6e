import { evaluateHoldout } from "@/lib/learning/evaluation/evaluate-holdout";
import { matrix } from "@/lib/learning/matrix";
import type { Pool } from "@/lib/learning/pool";
import { type Engine, runRound } from "@/lib/learning/round";
import type { ModelEvaluation } from "@/lib/rounds/publish-round";
import type { EmbeddingCache } from "./embedding-cache";
import type { ModelCache } from "./model-cache";
import type { RoundReply, RoundRequest } from "./model-thread-protocol";

interface Tools {
  readonly embeddings: EmbeddingCache;
  readonly models: ModelCache;
  readonly engine: Engine;
}

/**
 * Runs one round in the model thread and times its stages. A pool without embeddings gets a queue in
 * random order: labels given while the encoder still learns are the holdout's and the random arm's.
 */
export async function trainAndChoose(tools: Tools, request: RoundRequest): Promise<RoundReply> {
  const stages: Record<string, number> = {};
  let [stage, since] = ["load", performance.now()];
  const onStage = (next: string) => {
    const now = performance.now();
    stages[stage] = now - since;
    [stage, since] = [next, now];
  };
  const { embeddings: stored, poolRows, recentModels, input } = request;
  const embeddings = stored ? await tools.embeddings.get(stored) : matrix(poolRows, 1);
  const [newest] = recentModels;
  const previous = newest ? await tools.models.get(newest, embeddings.columns) : null;
  const pool = { embeddings, sparse: null, graph: null };
  const round = await runRound({ ...input, pool, previous, onStage }, tools.engine);
  onStage("compare");
  const recentEvaluations = await evaluateAgain(tools, request, pool);
  onStage("done");
  const { model, evaluation, queue } = round;
  return { model, evaluation, queue, recentEvaluations, stages };
}

/** Earlier models on the holdout labels known now. */
async function evaluateAgain(
  { models, engine: { kernels } }: Tools,
  { recentModels, input: { holdoutLabels } }: RoundRequest,
  pool: Pool,
): Promise<ModelEvaluation[]> {
  const measured: ModelEvaluation[] = [];
  for (const version of recentModels) {
    const model = await models.get(version, pool.embeddings.columns);
    const evaluation = await evaluateHoldout(holdoutLabels, model, { kernels, pool });
    if (evaluation) measured.push({ modelVersionId: version.id, evaluation });
  }
  return measured;
}
