import type { BoundedEstimate } from "../evaluation/estimate";
import { type AnswerPattern, chanceCorrected, type Disagreement } from "./chance-corrected";

/**
 * Krippendorff's alpha for categories (Krippendorff 2004, chapter 11): agreement beyond chance of any number of people,
 * of whom each answered some of the samples. 1 = all agree, 0 = as by chance. `categories`: how many there are.
 */
export function krippendorffAlpha(
  patterns: readonly AnswerPattern[],
  categories: number,
): BoundedEstimate | null {
  return chanceCorrected(patterns, (some) => disagreementOf(some, categories));
}

function disagreementOf(patterns: readonly AnswerPattern[], categories: number): Disagreement | null {
  const values = new Float64Array(categories);
  let [agreeing, total] = [0, 0];
  for (const { answers, samples } of patterns) {
    const counts = new Map<number, number>();
    for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    for (const [category, count] of counts) {
      values[category]! += samples * count;
      // Ordered pairs of two people's answers, each sample's weighing as many as it has answers.
      agreeing += (samples * count * (count - 1)) / (answers.length - 1);
    }
    total += samples * answers.length;
  }
  const alike = values.reduce((sum, count) => sum + count * (count - 1), 0) / (total * (total - 1));
  return alike < 1 ? { observed: 1 - agreeing / total, expected: 1 - alike } : null;
}
