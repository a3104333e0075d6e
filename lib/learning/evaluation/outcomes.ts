/** What comes of asking whether a sample has a class. */
export type Outcome = "truePositive" | "falseNegative" | "falsePositive" | "trueNegative";

/** How many samples have each outcome. */
export interface OutcomeCounts {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
}

/** From the confusion matrix of one question (2 × 2, truth by row): no, yes. */
export function outcomeCounts(confusion: Int32Array): OutcomeCounts {
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = confusion;
  return {
    truePositives: truePositives!,
    falseNegatives: falseNegatives!,
    falsePositives: falsePositives!,
    trueNegatives: trueNegatives!,
  };
}

/** Of a true and a predicted membership, each 0 or 1. */
export function outcomeOf(truth: number, predicted: number): Outcome {
  if (truth === 1) return predicted === 1 ? "truePositive" : "falseNegative";
  return predicted === 1 ? "falsePositive" : "trueNegative";
}
