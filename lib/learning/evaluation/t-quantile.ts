/** Halvings of the angle: enough for every digit of a double. */
const STEPS = 60;

/** Quantile of Student's t at `probability` (0.5..1, 1 excluded) for a whole number of degrees of freedom, at least 1. */
export function tQuantile(degrees: number, probability: number): number {
  // Within ±t lies the probability 2p - 1; t = √ν · tan θ.
  const wanted = 2 * probability - 1;
  let [low, high] = [0, Math.PI / 2];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (within(degrees, middle) < wanted) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}

/** The probability within ±√ν · tan θ, as a finite sum (Abramowitz & Stegun 26.7.3 and 26.7.4). */
function within(degrees: number, theta: number): number {
  const square = Math.cos(theta) ** 2;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.cos(theta) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= ((k - 1) / k) * square;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}
