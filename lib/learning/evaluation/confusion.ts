/** Confusion matrix: entry `truth · classCount + predicted` counts samples. Shape: classCount × classCount. */
export function confusionCounts(truth: Int32Array, predicted: Int32Array, classCount: number): Int32Array {
  const counts = new Int32Array(classCount * classCount);
  for (let i = 0; i < truth.length; i++) counts[truth[i]! * classCount + predicted[i]!]! += 1;
  return counts;
}
