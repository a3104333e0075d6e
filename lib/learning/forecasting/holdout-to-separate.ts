import { Z_95 } from "../evaluation/normal-quantile";
import type { MeasuredPoint } from "./measured-curve";

/** Holdout labels by which today's error and the target are told apart if neither changes, up to a hundred times as many; null beyond. */
export function holdoutToSeparate({ error, influence }: MeasuredPoint, target: number): number | null {
  const variance = influence.reduce((sum, value) => sum + value ** 2, 0) / influence.length;
  const needed = Math.ceil(variance * (Z_95 / (error - target)) ** 2);
  return needed <= 100 * influence.length ? Math.max(needed, influence.length + 1) : null;
}
