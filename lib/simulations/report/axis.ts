/** Maps values to positions, linear. */
export interface Axis {
  readonly ticks: readonly number[];
  position(value: number): number;
}

/**
 * An axis from `low` to `high` over the positions `from` to `to` (either may be the larger). With `rounded` the ends
 * move outwards to ticks. Steps are 1, 2 or 5 times a power of ten, the one that makes nearest to `wanted` of them.
 */
export function axis(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
  wanted: number,
  rounded: boolean,
): Axis {
  const step = niceStep((high - low) / wanted);
  const first = rounded ? Math.floor(low / step + 1e-9) : Math.ceil(low / step - 1e-9);
  const last = rounded ? Math.ceil(high / step - 1e-9) : Math.floor(high / step + 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  const [start, end] = rounded ? [first * step, last * step] : [low, high];
  return { ticks, position: (value) => from + ((value - start) / (end - start || 1)) * (to - from) };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  // The bounds are the geometric means of neighbouring steps: √2, √10, √50.
  const above = [Math.SQRT2, Math.sqrt(10), Math.sqrt(50)].filter((bound) => rough >= bound * power).length;
  return power * [1, 2, 5, 10][above]!;
}

/** Moves positions apart until each has `gap` to the next, keeping their order, and none below `end`. */
export function spreadOut(positions: readonly number[], gap: number, end: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]! || a - b);
  const placed = [...positions];
  for (const [rank, i] of order.entries()) {
    if (rank > 0) placed[i] = Math.max(placed[i]!, placed[order[rank - 1]!]! + gap);
  }
  let floor = end;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i]!, floor);
    floor = placed[i]! - gap;
  }
  return placed;
}
