/**
 * Exact interval (Clopper & Pearson 1934) of a proportion after `successes` of `trials`, which misses it in at most `alpha`
 * (0..1) of all cases, however few the trials. Wilson's is narrower, and holds what it promises on average only: far out in
 * the tails, where many proportions are compared, it promises too much. Without trials nothing is known: 0 to 1.
 */
export function exactInterval(
  successes: number,
  trials: number,
  alpha: number,
): { low: number; high: number } {
  return {
    low: 1 - highestShare(trials - successes, trials, alpha / 2),
    high: highestShare(successes, trials, alpha / 2),
  };
}

/** Halvings of 0..1: beyond the precision of a number that is shown. */
const HALVINGS = 40;

/** The share at which no more than `successes` of `trials` have the probability `tail`. */
function highestShare(successes: number, trials: number, tail: number): number {
  if (successes >= trials) return 1;
  let [low, high] = [successes / trials, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const share = (low + high) / 2;
    if (probabilityUpTo(successes, trials, share) > tail) low = share;
    else high = share;
  }
  return high;
}

/** Of at most `successes` of `trials`, each with the probability `share`, above 0 and below 1. */
function probabilityUpTo(successes: number, trials: number, share: number): number {
  let logTerm = trials * Math.log1p(-share);
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= successes; k++) {
    logTerm += Math.log((trials - k + 1) / k) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(logTerm);
  }
  return sum;
}
