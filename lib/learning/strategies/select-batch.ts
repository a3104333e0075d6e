import type { Kernels } from "../kernels";
import { takeRows } from "../matrix";
import type { Pool } from "../pool";
import { rowUniform } from "../row-hash";

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

/** Rows whose similarities are computed in one multiplication. */
const CHUNK = 256;

/**
 * The best-scored candidates, greedily, passing over any near neighbour of one already taken (best first).
 * Fewer than `count` when the others are too near. The order of `candidates` does not matter.
 */
export async function selectBatch(request: BatchRequest, kernels: Kernels): Promise<ScoredRow[]> {
  const { pool, count, nearThreshold } = request;
  const ranked = rankCandidates(request);
  if (nearThreshold === Number.POSITIVE_INFINITY) return ranked.slice(0, count);
  const picked: ScoredRow[] = [];
  for (let from = 0; from < ranked.length && picked.length < count; from += CHUNK) {
    const chunk = ranked.slice(from, from + CHUNK);
    const compared = picked.concat(chunk);
    const rowsOf = (scored: ScoredRow[]) =>
      takeRows(
        pool.embeddings,
        scored.map(({ row }) => row),
      );
    const similarity = await kernels.multiply(rowsOf(chunk), rowsOf(compared), { b: true });
    const taken = picked.map((_, i) => i);
    for (let i = 0; i < chunk.length && picked.length < count; i++) {
      const offset = i * compared.length;
      if (taken.some((column) => similarity.data[offset + column]! >= nearThreshold)) continue;
      taken.push(compared.length - chunk.length + i);
      picked.push(chunk[i]!);
    }
  }
  return picked;
}

/** The best candidates, as many as the search may have to look at, best first, ties in seeded random order. */
function rankCandidates({ candidates, scores, count, seed }: BatchRequest): ScoredRow[] {
  const reach = Math.min(candidates.length, Math.max(REACH.atLeast, REACH.perPick * count));
  if (reach === 0 || count === 0) return [];
  const cutOff = Float64Array.from(scores).sort()[scores.length - reach]!;
  const best: (ScoredRow & { tie: number })[] = [];
  for (let i = 0; i < candidates.length; i++) {
    const row = candidates[i]!;
    if (scores[i]! >= cutOff) best.push({ row, score: scores[i]!, tie: rowUniform(seed, row) });
  }
  best.sort((a, b) => b.score - a.score || a.tie - b.tie || a.row - b.row);
  return best.slice(0, reach).map(({ row, score }) => ({ row, score }));
}
