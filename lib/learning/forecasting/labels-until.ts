/**
 * The labels after which a curve of errors at ascending `labels` is at or below `target` for the first time, linear
 * between points (as `labelsToReach` reads a curve); infinite when it never is.
 */
export function labelsUntil(labels: readonly number[], errors: ArrayLike<number>, target: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < labels.length; i++) {
    const error = errors[i]!;
    if (error <= target) {
      if (i === 0) return labels[0]!;
      return labels[i - 1]! + ((best - target) / (best - error)) * (labels[i]! - labels[i - 1]!);
    }
    best = Math.min(best, error);
  }
  return Number.POSITIVE_INFINITY;
}
