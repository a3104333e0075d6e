/**
 * Unweighted mean of the classes' F1 scores, over the classes that occur in the truth or in the predictions
 * (as scikit-learn's `f1_score(average="macro")`). `confusion` is classCount × classCount, truth by row; an
 * empty one gives 0.
 */
export function macroF1(confusion: Int32Array, classCount: number): number {
  let [sum, occurring] = [0, 0];
  for (let c = 0; c < classCount; c++) {
    let [truth, predicted] = [0, 0];
    for (let other = 0; other < classCount; other++) {
      truth += confusion[c * classCount + other]!;
      predicted += confusion[other * classCount + c]!;
    }
    if (truth + predicted === 0) continue;
    occurring++;
    sum += (2 * confusion[c * classCount + c]!) / (truth + predicted);
  }
  return occurring === 0 ? 0 : sum / occurring;
}
