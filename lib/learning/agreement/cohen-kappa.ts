import type { BoundedEstimate } from "../evaluation/estimate";
import { type AnswerPattern, chanceCorrected, type Disagreement } from "./chance-corrected";

/**
 * Cohen's kappa (Cohen 1960): agreement beyond chance of two people, each with their own habits. The first answer of each
 * pattern is the one person's, the second the other's. `categories`: how many there are.
 */
export function cohenKappa(patterns: readonly AnswerPattern[], categories: number): BoundedEstimate | null {
  return chanceCorrected(patterns, (some) => disagreementOf(some, categories));
}

function disagreementOf(patterns: readonly AnswerPattern[], categories: number): Disagreement | null {
  const [first, second] = [new Float64Array(categories), new Float64Array(categories)];
  let [differing, total] = [0, 0];
  for (const { answers, samples } of patterns) {
    const [one, other] = [answers[0]!, answers[1]!];
    first[one]! += samples;
    second[other]! += samples;
    if (one !== other) differing += samples;
    total += samples;
  }
  const alike = first.reduce((sum, count, category) => sum + count * second[category]!, 0) / total ** 2;
  return alike < 1 ? { observed: differing / total, expected: 1 - alike } : null;
}
