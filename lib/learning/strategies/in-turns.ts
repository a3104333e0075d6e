import type { Kernels } from "../kernels";
import { keepApart } from "./keep-apart";
import type { SelectionRequest, StrategyPick } from "./strategy";

/**
 * A batch that takes one row from each list in turn, the lists in their order and each list's best first, passing
 * over near neighbours of rows already taken. The score is the place in the batch: 1 for the first, above 0.
 */
export async function pickInTurns(
  strategy: string,
  lists: readonly (readonly number[])[],
  { pool, count, nearThreshold }: SelectionRequest,
  kernels: Kernels,
): Promise<StrategyPick[]> {
  const ranked = inTurns(lists).map((row) => ({ row }));
  const picked = await keepApart(pool.embeddings, ranked, count, nearThreshold, kernels);
  return picked.map(({ row }, i) => ({ row, score: 1 - i / picked.length, strategy, propensity: 1 }));
}

/** The first of every list, then the second of every list, and so on; a list that has ended is passed over. */
export function inTurns(lists: readonly (readonly number[])[]): number[] {
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  const merged: number[] = [];
  for (let turn = 0; turn < longest; turn++) {
    for (const list of lists) if (turn < list.length) merged.push(list[turn]!);
  }
  return merged;
}
