/** Shannon entropy of class probabilities in nats; zeros count for nothing. */
export function probabilityEntropy(probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < probabilities.length; j++) {
    const p = probabilities[j]!;
    if (p > 0) sum -= p * Math.log(p);
  }
  return sum;
}
