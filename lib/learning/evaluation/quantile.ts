/**
 * The `share` quantile (0..1) of the values, linear between neighbours (Hyndman & Fan 1996, type 7). Infinite
 * values are allowed: between a finite and an infinite value lies the infinite one. NaN when there is none. Throws a RangeError
 * when one of the values is none: sorted among the others it would be taken for any of them.
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.some(Number.isNaN)) throw new RangeError("A value of a quantile is not a number.");
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (below === undefined || above === undefined) return Number.NaN;
  if (below === above) return below;
  const weight = position - Math.floor(position);
  if (!Number.isFinite(below) && !Number.isFinite(above)) return weight < 0.5 ? below : above;
  return below * (1 - weight) + above * weight;
}

/** The middle value, or the mean of the two middle ones (infinite when one of them is). NaN when there is none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
