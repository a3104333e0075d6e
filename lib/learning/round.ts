import { checkRoundInput } from "./check-round-input";
import { chooseQueue } from "./choose-queue";
import { type ClassCandidates, likeliestOfClasses, noClassCandidates } from "./class-candidates";
import type { Evaluation } from "./evaluation/evaluate";
import {
  evaluatePredictions,
  type HoldoutPredictions,
  predictHoldout,
} from "./evaluation/holdout-predictions";
import type { Kernels } from "./kernels";
import type { ModelState, PredictionContext } from "./learners/learner";
import { findLearner } from "./learners/registry";
import { summaryOf } from "./learners/summary-of";
import { takeRows } from "./matrix";
import type { Networks } from "./networks";
import { type Pool, wholePool } from "./pool";
import { type PoolSummary, summaryOfClasses } from "./pool-summary";
import { type PredictionSummary, summarisePredictions } from "./prediction-summary";
import { createRandom } from "./random";
import { findStrategy } from "./strategies/registry";
import type { QueryStrategy, SelectionRequest } from "./strategies/strategy";
import { type ClassSuggestion, suggestClasses, withoutSuggestions } from "./suggestions";

/** What a round computes with. */
export interface Engine {
  readonly kernels: Kernels;
  /** Null where no networks can be trained. */
  readonly networks: Networks | null;
}

/** A resolved label: the class (an index into the project's active classes) of one row of the pool. */
export interface RowLabel {
  readonly row: number;
  readonly classIndex: number;
}

export type Slot = "query" | "explore" | "holdout";

/** What annotators may be told of the model's guesses. */
export interface GuessRules {
  /** Share of suggestions (0..1) that name another class on purpose. */
  readonly plantedShare: number;
  /** Answers "not this class". */
  readonly rejected: readonly RowLabel[];
}

/** What a round is told, whatever the labels look like. */
export interface RoundSetting {
  readonly pool: Pool;
  readonly classCount: number;
  /** Rows that may enter the queue as query or explore: unlabeled, not reserved for the holdout. */
  readonly candidates: Int32Array;
  /** Unlabeled rows reserved for the holdout, in the order in which they are to be labeled. */
  readonly holdoutReserve: Int32Array;
  /** Whether the next of the reserve are drawn in that order, or those likelier that the model may get wrong. */
  readonly holdoutSampling: "uniform" | "active";
  /** Unlabeled rows of the holdout that are handed out at this moment. */
  readonly holdoutAwaited: Int32Array;
  readonly learner: string;
  readonly strategy: string;
  readonly previous: ModelState | null;
  /** Ranks the pool as it is, and nothing is trained; null: a new model is. */
  readonly pinned: ModelState | null;
  readonly queueLength: number;
  /** Shares of the queue (0..1) given to the random arm and to the holdout. */
  readonly exploreShare: number;
  readonly holdoutShare: number;
  /** How many samples each slot has had at these shares, labeled or handed out. */
  readonly served: Readonly<Record<Slot, number>>;
  /** Null where nobody sees guesses, as in a simulation. */
  readonly guesses: GuessRules | null;
  readonly seed: number;
  /** Told which stage begins, so that the caller can time the stages. */
  readonly onStage?: (stage: RoundStage) => void;
}

export interface RoundInput extends RoundSetting {
  /** Labels that may be trained on: query and explore slots, in the order they were given. */
  readonly trainingLabels: readonly RowLabel[];
  /** Labels of the blind holdout: evaluated on, never trained on, never used to choose anything. */
  readonly holdoutLabels: readonly RowLabel[];
}

export type RoundStage = "fit" | "evaluate" | "score" | "choose";

export interface QueuePick {
  readonly row: number;
  readonly slot: Slot;
  /** The rule that picked it: a strategy's id, `typical` or `random`. */
  readonly strategy: string;
  /** Acquisition score: higher = sooner. By active testing, how many rows were left at the draw. */
  readonly score: number;
  /**
   * Probability with which this row was picked for its place, 0 < p ≤ 1, given the labels and what was drawn before it
   * (`chooseQueue`); 1 for a deterministic choice.
   */
  readonly propensity: number;
}

/** A pick, and what the model takes it for; null where there is no model, nobody asks, or nobody may know. */
export interface QueueItem extends QueuePick {
  readonly suggestion: ClassSuggestion | null;
}

export interface RoundResult {
  /** The trained or the pinned one; null while there is no training label. */
  readonly model: ModelState | null;
  /** Null while there is no model or no holdout label. */
  readonly evaluation: Evaluation | null;
  /** By which the model can be evaluated again; null without a model or a holdout. */
  readonly holdoutPredictions: HoldoutPredictions | null;
  /** Best first, slots interleaved at their shares. */
  readonly queue: readonly QueueItem[];
  /** Candidates by the class that the model takes them for; none where there is no model, or nobody asks. */
  readonly classCandidates: ClassCandidates;
  /** What the model takes every row of the pool for; null where there is no model, or nobody asks. */
  readonly summary: PoolSummary | null;
}

/**
 * One round: fit the learner, evaluate it on the holdout, score the pool, and choose the next queue.
 * Pure: the same input gives the same result. Throws an UnknownIdError for learner or strategy, and a
 * RangeError for input that contradicts itself (`checkRoundInput`).
 */
export async function runRound(input: RoundInput, engine: Engine): Promise<RoundResult> {
  const strategy = findStrategy(input.strategy);
  checkRoundInput(input);
  const { pool } = input;
  const context = { kernels: engine.kernels, pool };
  input.onStage?.("fit");
  const model = await fitModel(input, engine);
  input.onStage?.("evaluate");
  const holdoutPredictions =
    model &&
    (await predictHoldout(input, pool, (samples) =>
      findLearner(model.learner).predictProba(model, samples, context),
    ));
  const evaluation = holdoutPredictions && evaluatePredictions(holdoutPredictions, input.holdoutLabels);
  input.onStage?.("score");
  const predictions = await readPredictions(strategy, model, context, input.guesses !== null);
  input.onStage?.("choose");
  const picks = await chooseQueue(input, strategy, { model, ...predictions }, engine.kernels);
  const { summary } = predictions;
  return {
    model,
    evaluation,
    holdoutPredictions,
    ...withGuesses(input, picks, summary),
    summary: summary && summaryOfClasses(summary),
  };
}

/** What is read of the model's predictions of the whole pool: by the strategy, and for guesses. */
async function readPredictions(
  { reads }: QueryStrategy,
  model: ModelState | null,
  context: PredictionContext,
  isGuessing: boolean,
): Promise<Pick<SelectionRequest, "probabilities" | "summary">> {
  if (model === null || (reads === "nothing" && !isGuessing)) return { probabilities: null, summary: null };
  const learner = findLearner(model.learner);
  const samples = wholePool(context.pool);
  if (reads !== "probabilities") {
    return { probabilities: null, summary: await summaryOf(learner, model, samples, context) };
  }
  const probabilities = await learner.predictProba(model, samples, context);
  return { probabilities, summary: summarisePredictions(probabilities) };
}

/** Says for each pick what the model takes it for, and for each class what the model takes for it. */
function withGuesses(
  { guesses, candidates, classCount, seed }: RoundInput,
  picks: readonly QueuePick[],
  summary: PredictionSummary | null,
): Pick<RoundResult, "queue" | "classCandidates"> {
  if (guesses === null || summary === null) {
    return { queue: withoutSuggestions(picks), classCandidates: noClassCandidates };
  }
  return {
    queue: suggestClasses(picks, summary, { ...guesses, classCount, seed }),
    classCandidates: likeliestOfClasses(summary, candidates, guesses.rejected, classCount),
  };
}

async function fitModel(input: RoundInput, engine: Engine): Promise<ModelState | null> {
  const { pool, trainingLabels, classCount, previous, pinned, seed } = input;
  if (pinned !== null) return pinned;
  const learner = findLearner(input.learner);
  if (trainingLabels.length === 0) return null;
  const rows = Int32Array.from(trainingLabels, ({ row }) => row);
  const classes = Int32Array.from(trainingLabels, ({ classIndex }) => classIndex);
  const training = { x: takeRows(pool.embeddings, rows), rows, classes, classCount };
  return learner.fit(training, { ...engine, pool, previous, random: createRandom(seed, "learner") });
}
