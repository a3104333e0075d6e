import type { Kernels } from "../kernels";
import { type Matrix, takeRows } from "../matrix";
import type { RowLabel } from "../round";

/**
 * How much more often a labeled sample shares its class with its nearest labeled neighbour than chance would
 * have it: 0 = chance or less, 1 = always (the form of Cohen's kappa 1960). Without two classes it is 0.
 */
export async function neighbourAgreement(
  embeddings: Matrix,
  labels: readonly RowLabel[],
  kernels: Kernels,
): Promise<number> {
  const total = labels.length;
  const counts = new Map<number, number>();
  for (const { classIndex } of labels) counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
  if (counts.size < 2) return 0;
  const x = takeRows(
    embeddings,
    labels.map(({ row }) => row),
  );
  const { indices } = await kernels.nearestRows(x, x, 2);
  let agreeing = 0;
  for (let i = 0; i < total; i++) {
    const neighbour = indices[2 * i] === i ? indices[2 * i + 1]! : indices[2 * i]!;
    if (labels[i]!.classIndex === labels[neighbour]!.classIndex) agreeing++;
  }
  let chance = 0;
  for (const count of counts.values()) chance += (count * (count - 1)) / (total * (total - 1));
  return Math.max(0, (agreeing / total - chance) / (1 - chance));
}
