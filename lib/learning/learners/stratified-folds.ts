import type { Random } from "../random";

/** The fold of a row that is in every training part: its class has no second label to be predicted from. */
export const ALWAYS_TRAINING = -1;

/**
 * Deals the rows to `foldCount` folds so that each class is spread as evenly as it can be. A class with a
 * single row stays in every training part. Returns one fold number per row.
 */
export function stratifiedFolds(classes: Int32Array, foldCount: number, random: Random): Int32Array {
  const folds = new Int32Array(classes.length).fill(ALWAYS_TRAINING);
  const counts = new Map<number, number>();
  for (const classIndex of classes) counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
  const order = random.permutation(classes.length).sort((a, b) => classes[a]! - classes[b]!);
  let next = 0;
  for (const row of order) {
    if (counts.get(classes[row]!)! > 1) folds[row] = next++ % foldCount;
  }
  return folds;
}

/** Up to `limit` rows, each class at its share (at least one row a class), in ascending order. */
export function stratifiedSample(classes: Int32Array, limit: number, random: Random): Int32Array {
  const order = random.permutation(classes.length).sort((a, b) => classes[a]! - classes[b]!);
  if (classes.length <= limit) return order.sort();
  const stride = classes.length / limit;
  const taken: number[] = [];
  for (let i = 0; i < order.length; i++) {
    const firstOfClass = i === 0 || classes[order[i]!] !== classes[order[i - 1]!];
    if (firstOfClass || Math.floor((i + 1) / stride) > Math.floor(i / stride)) taken.push(order[i]!);
  }
  return Int32Array.from(taken).sort();
}
