/**
 * Holds each score to the lowest before it. For rules that choose one sample at a time, whose later scores are not
 * bounded by earlier ones: the order is theirs, and a queue may only fall.
 */
export function neverRising<Scored extends { readonly score: number }>(picks: readonly Scored[]): Scored[] {
  let lowest = Number.POSITIVE_INFINITY;
  return picks.map((pick) => {
    lowest = Math.min(lowest, pick.score);
    return { ...pick, score: lowest };
  });
}
