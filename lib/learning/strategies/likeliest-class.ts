/** The index of the largest probability; of equals the lower. */
export function likeliestClass(probabilities: Float32Array): number {
  let best = 0;
  for (let j = 1; j < probabilities.length; j++) if (probabilities[j]! > probabilities[best]!) best = j;
  return best;
}
