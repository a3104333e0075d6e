import { NonFiniteError } from "../errors";
import type { Kernels } from "../kernels";
import { mapRows } from "../map-rows";
import type { Pool } from "../pool";
import { rowUniform } from "../row-hash";
import { topRows } from "../top-rows";
import { keepApart } from "./keep-apart";

export interface BatchRequest {
  readonly pool: Pool;
  readonly candidates: Int32Array;
  /** One acquisition score per candidate; higher = sooner. */
  readonly scores: Float64Array;
  readonly count: number;
  /** Two samples with at least this inner product never enter one batch; Infinity suppresses nothing. */
  readonly nearThreshold: number;
  /** Breaks ties between equal scores. */
  readonly seed: number;
}

export interface ScoredRow {
  readonly row: number;
  readonly score: number;
}

/** How far down the ranking the search for a diverse batch goes: enough unless the best are all alike. */
const REACH = { perPick: 50, atLeast: 2000 };

/**
 * The best-scored candidates, greedily, passing over any near neighbour of one already taken (best first).
 * Fewer than `count` when the others are too near. The order of `candidates` does not matter. Throws a
 * NonFiniteError when a score is NaN or infinite.
 */
export async function selectBatch(request: BatchRequest, kernels: Kernels): Promise<ScoredRow[]> {
  const { pool, candidates, scores, count, nearThreshold, seed } = request;
  if (!scores.every(Number.isFinite)) throw new NonFiniteError("acquisition scores");
  const reach = count === 0 ? 0 : Math.max(REACH.atLeast, REACH.perPick * count);
  const ties = mapRows(candidates, (row) => rowUniform(seed, row));
  const ranked = Array.from(topRows(scores, reach, ties), (i) => ({
    row: candidates[i]!,
    score: scores[i]!,
  }));
  return keepApart(pool.embeddings, ranked, count, nearThreshold, kernels);
}
