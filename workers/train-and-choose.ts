import type { Kernels } from "@/lib/learning/kernels";
import { matrix } from "@/lib/learning/matrix";
import { runRound } from "@/lib/learning/round";
import type { EmbeddingCache } from "./embedding-cache";
import type { RoundReply, RoundRequest } from "./model-thread-protocol";

/**
 * Runs one round in the model thread and times its stages. A pool without embeddings gets a queue in
 * random order: labels given while the encoder still learns are the holdout's and the random arm's.
 */
export async function trainAndChoose(
  { embeddings, kernels }: { embeddings: EmbeddingCache; kernels: Kernels },
  { embeddings: stored, poolRows, input }: RoundRequest,
): Promise<RoundReply> {
  const stages: Record<string, number> = {};
  let [stage, since] = ["load", performance.now()];
  const onStage = (next: string) => {
    const now = performance.now();
    stages[stage] = now - since;
    [stage, since] = [next, now];
  };
  const pool = stored ? await embeddings.get(stored) : matrix(poolRows, 1);
  const { model, evaluation, queue } = await runRound({ ...input, embeddings: pool, onStage }, kernels);
  onStage("done");
  return { model, evaluation, queue, stages };
}
