/** Decimals for amounts in one column: none where all are of ten or more and stay apart without, else cents. */
export function columnDigits(values: readonly (number | null)[]): 0 | 2 {
  const cents = new Set(values.flatMap((value) => (value === null ? [] : [Math.round(value * 100)])));
  const whole = new Set([...cents].map((value) => Math.round(value / 100)));
  const areLarge = [...cents].every((value) => value === 0 || Math.abs(value) >= 1000);
  return areLarge && whole.size === cents.size ? 0 : 2;
}

/** Decimals for about so many ticks from 0 to `farthest`, the same for all: none, cents, or what their step has. */
export function axisDigits(farthest: number, count: number): number {
  // Steps are 1, 2 or 5 times a power of ten, and at least as long as 1/√2 of the even ones (d3-array's `tickStep`).
  const step = 10 ** Math.floor(Math.log10(farthest / count));
  const times = farthest / count / step;
  const power = Math.round(Math.log10(step)) + (times >= Math.sqrt(50) ? 1 : 0);
  return power >= 0 ? 0 : Math.max(2, -power);
}
