import type { Matrix } from "./matrix";
import type { PredictionSummary } from "./prediction-summary";
import { createRandom } from "./random";
import type { QueueItem, QueuePick, RowLabel } from "./round";
import { rowUniform } from "./row-hash";

/** A class that a sample is suggested to have. */
export interface SuggestedClass {
  readonly classIndex: number;
  /** 0..1, calibrated. */
  readonly probability: number;
}

/** What annotators may be told that the model takes a sample for. */
export interface ClassSuggestion {
  /** One; where a sample may have several classes, all that it is suggested to have, the surest first; may be none. */
  readonly classes: readonly SuggestedClass[];
  /** Other classes than the model's, on purpose. */
  readonly isPlanted: boolean;
}

export interface SuggestionRules {
  readonly classCount: number;
  /** Share of suggestions (0..1) that name other classes on purpose, to measure how often people follow a wrong one. */
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
 * The likeliest class of each pick, or a planted one: any other, each as likely, with the likeliest's probability, so that
 * it looks like any other. Null for the holdout, which is labeled blind. Whether and what is planted depends on seed and
 * row alone, so that a sample queued again says the same.
 */
export function suggestClasses(
  queue: readonly QueuePick[],
  { classes, top }: PredictionSummary,
  rules: SuggestionRules,
): QueueItem[] {
  const { classCount } = rules;
  const plantedOf = plantedBy(rules);
  const isRejected = rejectedBy(rules);
  return suggestEach(queue, (row) => {
    const planted = classCount > 1 ? plantedOf(row) : null;
    const steps = planted === null ? 0 : 1 + Math.floor(planted * (classCount - 1));
    const classIndex = (classes[row]! + steps) % classCount;
    if (isRejected(row, classIndex)) return null;
    return { classes: [{ classIndex, probability: top[row]! }], isPlanted: planted !== null };
  });
}

/**
 * The same where a sample may have several classes: all that it has rather than not by the n × c `probabilities`, which may
 * be none. A planted suggestion says the opposite of one class, each as likely, as sure as the model is of it. Null for
 * the holdout.
 */
export function suggestMemberships(
  queue: readonly QueuePick[],
  { columns, data }: Matrix,
  rules: SuggestionRules,
): QueueItem[] {
  const plantedOf = plantedBy(rules);
  const isRejected = rejectedBy(rules);
  return suggestEach(queue, (row) => {
    const draw = plantedOf(row);
    const drawn = draw === null ? null : Math.floor(draw * columns);
    const planted = drawn === null || isRejected(row, drawn) ? null : drawn;
    const classes = Array.from({ length: columns }, (_, classIndex) => {
      const probability = data[row * columns + classIndex]!;
      return { classIndex, probability: classIndex === planted ? 1 - probability : probability };
    })
      .filter(({ classIndex, probability }) => probability > 0.5 && !isRejected(row, classIndex))
      .sort((a, b) => b.probability - a.probability);
    return { classes, isPlanted: planted !== null };
  });
}

function suggestEach(
  queue: readonly QueuePick[],
  suggest: (row: number) => ClassSuggestion | null,
): QueueItem[] {
  return queue.map((pick) => ({ ...pick, suggestion: pick.slot === "holdout" ? null : suggest(pick.row) }));
}

/** For rows where something else is to be suggested a uniform number in [0, 1) that says what; else null. */
function plantedBy({ plantedShare, seed }: SuggestionRules): (row: number) => number | null {
  const random = createRandom(seed, "planted suggestions");
  const [whether, which] = [random.integer(2 ** 32), random.integer(2 ** 32)];
  return (row) => (rowUniform(whether, row) < plantedShare ? rowUniform(which, row) : null);
}

function rejectedBy({ rejected, classCount }: SuggestionRules): (row: number, classIndex: number) => boolean {
  const keys = new Set(rejected.map(({ row, classIndex }) => row * classCount + classIndex));
  return (row, classIndex) => keys.has(row * classCount + classIndex);
}
