import type { Kernels } from "../kernels";
import { sampleRows } from "./sample-rows";
import { selectBatch } from "./select-batch";
import type { QueryStrategy, SelectionRequest } from "./strategy";

/** One acquisition score per candidate of the request, finite; higher = query sooner. */
export type CandidateScores = (
  request: SelectionRequest,
  kernels: Kernels,
) => Float64Array | Promise<Float64Array>;

interface Ranking extends Pick<QueryStrategy, "id" | "reference"> {
  /** What the score reads of the model's predictions; the probabilities by default. */
  readonly reads?: QueryStrategy["reads"];
  /** Candidates looked at, uniformly drawn when there are more: for scores that cost much. All by default. */
  readonly atMost?: number;
}

/** A strategy that ranks candidates by a score of their own and takes the best that are not near neighbours. */
export function byScore(
  { id, reference, reads = "probabilities", atMost = Number.POSITIVE_INFINITY }: Ranking,
  scoreOf: CandidateScores,
): QueryStrategy {
  return {
    id,
    reference,
    needsModel: true,
    reads,
    uniform: false,
    exploreShare: 0,
    async select(request, kernels) {
      if (request.candidates.length === 0) return [];
      const sampled = { ...request, candidates: sampleRows(request.seed, request.candidates, atMost) };
      const scores = await scoreOf(sampled, kernels);
      const batch = await selectBatch({ ...sampled, scores }, kernels);
      return batch.map(({ row, score }) => ({ row, score, strategy: id, propensity: 1 }));
    },
  };
}
