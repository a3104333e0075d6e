/** Samples on the diagonal of a confusion matrix (classCount × classCount). */
export function correctCount(confusion: Int32Array, classCount: number): number {
  let correct = 0;
  for (let c = 0; c < classCount; c++) correct += confusion[c * classCount + c]!;
  return correct;
}
