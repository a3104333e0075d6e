import { NonFiniteError } from "../../errors";
import type { Kernels } from "../../kernels";
import { type Matrix, rowOf } from "../../matrix";
import type { Pool } from "../../pool";
import { sampleRows } from "../sample-rows";
import { selectBatch } from "../select-batch";
import type { StrategyPick } from "../strategy";

/** The classes of one row of the pool: any number of them, also none. */
export interface RowLabels {
  readonly row: number;
  readonly classes: readonly number[];
}

export interface MultiLabelRequest {
  readonly pool: Pool;
  /** The probability of each class on its own, for every row of the pool (pool × classes); rows need not sum to 1. */
  readonly probabilities: Matrix;
  readonly labels: readonly RowLabels[];
  readonly candidates: Int32Array;
  readonly count: number;
  /** Two samples with at least this inner product never enter one batch; Infinity keeps nothing apart. */
  readonly nearThreshold: number;
  readonly seed: number;
}

/** As `QueryStrategy`, for samples that may have several classes at once. Always needs a model. */
export interface MultiLabelStrategy {
  readonly id: string;
  /** The paper the rule comes from. */
  readonly reference: string;
  select(request: MultiLabelRequest, kernels: Kernels): Promise<StrategyPick[]>;
}

/** Candidates looked at, uniformly drawn when there are more. */
const SAMPLED = 100_000;

/** A strategy that scores each candidate; throws a NonFiniteError when a candidate's probabilities are not finite. */
export function byMultiLabelScore(
  id: string,
  reference: string,
  scoreOf: (request: MultiLabelRequest) => Float64Array,
): MultiLabelStrategy {
  return {
    id,
    reference,
    async select(request, kernels) {
      if (request.candidates.length === 0) return [];
      const sampled = { ...request, candidates: sampleRows(request.seed, request.candidates, SAMPLED) };
      let sum = 0;
      for (const row of sampled.candidates) for (const p of rowOf(request.probabilities, row)) sum += p;
      if (!Number.isFinite(sum)) throw new NonFiniteError(`${id}: probabilities`);
      const batch = await selectBatch({ ...sampled, scores: scoreOf(sampled) }, kernels);
      return batch.map(({ row, score }) => ({ row, score, strategy: id, propensity: 1 }));
    },
  };
}
