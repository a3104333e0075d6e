import type { Kernels } from "../kernels";
import { selectBatch } from "./select-batch";
import type { QueryStrategy, SelectionRequest } from "./strategy";

/** One acquisition score per candidate of the request, finite; higher = query sooner. */
export type CandidateScores = (
  request: SelectionRequest,
  kernels: Kernels,
) => Float64Array | Promise<Float64Array>;

/** A strategy that ranks candidates by a score of their own and takes the best that are not near neighbours. */
export function byScore(
  strategy: Pick<QueryStrategy, "id" | "reference"> & Partial<Pick<QueryStrategy, "needsModel">>,
  scoreOf: CandidateScores,
): QueryStrategy {
  const { id } = strategy;
  return {
    needsModel: true,
    uniform: false,
    exploreShare: 0,
    ...strategy,
    async select(request, kernels) {
      const scores = await scoreOf(request, kernels);
      const batch = await selectBatch({ ...request, scores }, kernels);
      return batch.map(({ row, score }) => ({ row, score, strategy: id, propensity: 1 }));
    },
  };
}
