import type { Kernels } from "../kernels";
import { farFrom } from "./far-from";
import { neverRising } from "./never-rising";
import { sampleRows } from "./sample-rows";
import type { ScoredRow } from "./select-batch";
import type { SelectionRequest } from "./strategy";

/**
 * Chooses up to `count` of `rows`, best first and no two of them near neighbours, given the rows that are labeled.
 */
export type PartRule = (rows: Int32Array, labeled: Int32Array, count: number) => Promise<ScoredRow[]>;

/**
 * A batch by a rule whose cost grows with the square or the cube of what it looks at: from `size` candidates at a time,
 * drawn uniformly, of which it takes half at most; what it takes counts as labeled for the next part. So the cost grows
 * with the batch alone. One part is enough for a batch of half its size. Fewer than `count` when twice the parts that
 * fill a batch have not filled it: then the candidates are too much alike.
 */
export async function selectInParts(
  { pool, candidates, labels, count, nearThreshold, seed }: SelectionRequest,
  size: number,
  rule: PartRule,
  kernels: Kernels,
): Promise<ScoredRow[]> {
  const picks: ScoredRow[] = [];
  let left = candidates;
  for (let parts = 2 * Math.ceil(count / (size / 2)); parts > 0; parts--) {
    const wanted = count - picks.length;
    if (wanted === 0 || left.length === 0) break;
    const picked = Int32Array.from(picks, ({ row }) => row);
    const part = sampleRows(seed, left, size);
    const open = await farFrom(pool.embeddings, part, picked, nearThreshold, kernels);
    const labeled = Int32Array.from([...labels.map(({ row }) => row), ...picked]);
    const most = left.length <= size ? wanted : Math.min(wanted, size / 2);
    const chosen = open.length === 0 ? [] : await rule(open, labeled, most);
    picks.push(...chosen);
    const isDone = new Set(part);
    for (const row of open) isDone.delete(row);
    for (const { row } of chosen) isDone.add(row);
    left = left.filter((row) => !isDone.has(row));
  }
  return neverRising(picks);
}
