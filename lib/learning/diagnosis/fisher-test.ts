/**
 * Two-sided p-value of Fisher's exact test: whether `right` of `total` and `otherRight` of `otherTotal` are alike. The sum
 * of the probabilities of all splits of the same totals that are no likelier than this one. 1 without samples.
 */
export function fisherTest(right: number, total: number, otherRight: number, otherTotal: number): number {
  const rights = right + otherRight;
  const all = total + otherTotal;
  const logFactorials = new Float64Array(all + 1);
  for (let i = 2; i <= all; i++) logFactorials[i] = logFactorials[i - 1]! + Math.log(i);
  const choose = (n: number, k: number) => logFactorials[n]! - logFactorials[k]! - logFactorials[n - k]!;
  const logProbability = (k: number) =>
    choose(total, k) + choose(otherTotal, rights - k) - choose(all, rights);
  const [least, most] = [Math.max(0, rights - otherTotal), Math.min(total, rights)];
  const observed = logProbability(right);
  let sum = 0;
  for (let k = least; k <= most; k++) {
    // As likely as the observed one, but for rounding.
    if (logProbability(k) <= observed + 1e-7) sum += Math.exp(logProbability(k));
  }
  return Math.min(1, sum);
}
