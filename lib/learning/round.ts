import { chooseQueue } from "./choose-queue";
import type { Evaluation } from "./evaluation/evaluate";
import { evaluateHoldout } from "./evaluation/evaluate-holdout";
import type { Kernels } from "./kernels";
import type { ModelState } from "./learners/learner";
import { findLearner } from "./learners/registry";
import { type Matrix, takeRows } from "./matrix";
import { createRandom } from "./random";
import { isCold } from "./strategies/cold-start";
import { findStrategy } from "./strategies/registry";
import type { QueryStrategy } from "./strategies/strategy";

/** A resolved label: the class (an index into the project's active classes) of one row of the pool. */
export interface RowLabel {
  readonly row: number;
  readonly classIndex: number;
}

export type Slot = "query" | "explore" | "holdout";

export interface RoundInput {
  /** The whole pool, one embedding a row. */
  readonly embeddings: Matrix;
  readonly classCount: number;
  /** Labels that may be trained on: query and explore slots, in the order they were given. */
  readonly trainingLabels: readonly RowLabel[];
  /** Labels of the blind holdout: evaluated on, never trained on, never used to choose anything. */
  readonly holdoutLabels: readonly RowLabel[];
  /** Rows that may enter the queue as query or explore: unlabeled, not reserved for the holdout. */
  readonly candidates: Int32Array;
  /** Unlabeled rows reserved for the holdout, in the order in which they are to be labeled. */
  readonly holdoutReserve: Int32Array;
  readonly learner: string;
  readonly strategy: string;
  readonly previous: ModelState | null;
  readonly queueLength: number;
  /** Shares of the queue (0..1) given to the random arm and to the holdout. */
  readonly exploreShare: number;
  readonly holdoutShare: number;
  /** How many samples each slot has had so far, labeled or handed out. */
  readonly served: Readonly<Record<Slot, number>>;
  readonly seed: number;
  /** Told which stage begins, so that the caller can time the stages. */
  readonly onStage?: (stage: RoundStage) => void;
}

export type RoundStage = "fit" | "evaluate" | "score" | "choose";

export interface QueuePick {
  readonly row: number;
  readonly slot: Slot;
  /** The rule that picked it: a strategy's id, `typical` or `random`. */
  readonly strategy: string;
  /** Acquisition score: higher = sooner. */
  readonly score: number;
  /** Probability with which this row was picked for its place, 0 < p ≤ 1; 1 for a deterministic choice. */
  readonly propensity: number;
}

export interface RoundResult {
  /** Null while there is no training label. */
  readonly model: ModelState | null;
  /** Null while there is no model or no holdout label. */
  readonly evaluation: Evaluation | null;
  /** Best first, slots interleaved at their shares. */
  readonly queue: readonly QueuePick[];
  /** Acquisition score of every row of the pool; NaN-free; rows that are no candidates have -Infinity. */
  readonly scores: Float32Array;
}

/**
 * One round: fit the learner, evaluate it on the holdout, score every candidate, and choose the next queue.
 * Pure: the same input gives the same result. Throws an UnknownIdError for learner or strategy, and a
 * RangeError for rows outside the pool or shares outside 0..1.
 */
export async function runRound(input: RoundInput, kernels: Kernels): Promise<RoundResult> {
  const strategy = findStrategy(input.strategy);
  checkInput(input);
  input.onStage?.("fit");
  const model = await fitModel(input, kernels);
  input.onStage?.("evaluate");
  const evaluation = model && (await evaluateHoldout(input, model, kernels));
  input.onStage?.("score");
  const cold = strategy.needsModel && isCold(input.trainingLabels);
  const scores = cold ? null : await scorePool(input, strategy, model, kernels);
  input.onStage?.("choose");
  const queue = await chooseQueue(input, strategy, scores, kernels);
  return { model, evaluation, queue, scores: scores ?? coldScores(input, queue) };
}

function checkInput(input: RoundInput): void {
  const { embeddings, trainingLabels, holdoutLabels, candidates, holdoutReserve } = input;
  const labeled = [...trainingLabels, ...holdoutLabels];
  const isOutside = (row: number) => !(row >= 0 && row < embeddings.rows);
  const outside =
    labeled.find(({ row }) => isOutside(row))?.row ??
    candidates.find(isOutside) ??
    holdoutReserve.find(isOutside);
  if (outside !== undefined)
    throw new RangeError(`Row ${outside} is outside the pool of ${embeddings.rows}.`);
  const unknown = labeled.find(({ classIndex }) => !(classIndex >= 0 && classIndex < input.classCount));
  if (unknown)
    throw new RangeError(`Class ${unknown.classIndex} is none of the ${input.classCount} classes.`);
  const { exploreShare, holdoutShare } = input;
  if (!(exploreShare >= 0 && holdoutShare >= 0 && exploreShare + holdoutShare <= 1)) {
    throw new RangeError(`Shares ${exploreShare} and ${holdoutShare} must be in 0..1 and sum to at most 1.`);
  }
}

async function fitModel(input: RoundInput, kernels: Kernels): Promise<ModelState | null> {
  const learner = findLearner(input.learner);
  const { embeddings, trainingLabels, classCount, previous, seed } = input;
  if (trainingLabels.length === 0) return null;
  const x = takeRows(
    embeddings,
    trainingLabels.map(({ row }) => row),
  );
  const classes = Int32Array.from(trainingLabels, ({ classIndex }) => classIndex);
  const random = createRandom(seed, "learner");
  return learner.fit({ x, classes, classCount }, { kernels, random, previous });
}

/** Scores by row of the pool; -Infinity for rows that are no candidates. */
async function scorePool(
  input: RoundInput,
  strategy: QueryStrategy,
  model: ModelState | null,
  kernels: Kernels,
): Promise<Float32Array> {
  const candidates = Int32Array.from(input.candidates).sort();
  const scores = new Float32Array(input.embeddings.rows).fill(Number.NEGATIVE_INFINITY);
  const x = takeRows(input.embeddings, strategy.needsModel ? candidates : []);
  const probabilities =
    strategy.needsModel && model ? await findLearner(model.learner).predictProba(model, x, kernels) : null;
  const random = createRandom(input.seed, "strategy");
  const scored = strategy.score({ candidates, probabilities, random });
  candidates.forEach((row, i) => {
    scores[row] = scored[i]!;
  });
  return scores;
}

/** Scores while there is no model to score with: those of the picks, and 0 for the other candidates. */
function coldScores({ embeddings, candidates }: RoundInput, queue: readonly QueuePick[]): Float32Array {
  const scores = new Float32Array(embeddings.rows).fill(Number.NEGATIVE_INFINITY);
  for (const row of candidates) scores[row] = 0;
  for (const { row, slot, score } of queue) if (slot === "query") scores[row] = score;
  return scores;
}
