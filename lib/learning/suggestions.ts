import type { PredictionSummary } from "./prediction-summary";
import { createRandom } from "./random";
import type { QueueItem, QueuePick, RowLabel } from "./round";
import { rowUniform } from "./row-hash";

/** What annotators may be told that the model takes a sample for. */
export interface ClassSuggestion {
  readonly classIndex: number;
  /** Of the likeliest class, calibrated: a planted suggestion looks like any other. */
  readonly probability: number;
  /** Another class than the likeliest, on purpose. */
  readonly isPlanted: boolean;
}

export interface SuggestionRules {
  readonly classCount: number;
  /** Share of suggestions (0..1) that name another class on purpose, to measure how often people follow a wrong one. */
  readonly plantedShare: number;
  /** Classes that people said a row is not of: they are not suggested for it. */
  readonly rejected: readonly RowLabel[];
  readonly seed: number;
}

/** The picks where nothing may be suggested. */
export function withoutSuggestions(queue: readonly QueuePick[]): QueueItem[] {
  return queue.map((pick) => ({ ...pick, suggestion: null }));
}

/**
 * The likeliest class of each pick, or a planted one: any other, each as likely. Null for the holdout, which is labeled
 * blind. Whether and what is planted depends on seed and row alone, so that a sample queued again says the same.
 */
export function suggestClasses(
  queue: readonly QueuePick[],
  { classes, top }: PredictionSummary,
  { classCount, plantedShare, rejected, seed }: SuggestionRules,
): QueueItem[] {
  const random = createRandom(seed, "planted suggestions");
  const [whether, which] = [random.integer(2 ** 32), random.integer(2 ** 32)];
  const isRejected = new Set(rejected.map(({ row, classIndex }) => row * classCount + classIndex));
  const suggestionFor = (row: number): ClassSuggestion | null => {
    const likeliest = classes[row]!;
    const isPlanted = classCount > 1 && rowUniform(whether, row) < plantedShare;
    const steps = isPlanted ? 1 + Math.floor(rowUniform(which, row) * (classCount - 1)) : 0;
    const classIndex = (likeliest + steps) % classCount;
    if (isRejected.has(row * classCount + classIndex)) return null;
    return { classIndex, probability: top[row]!, isPlanted };
  };
  return queue.map((pick) => ({
    ...pick,
    suggestion: pick.slot === "holdout" ? null : suggestionFor(pick.row),
  }));
}
