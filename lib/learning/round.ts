import type { ModelState } from "./learners/learner";
import type { Matrix } from "./matrix";

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
  readonly seed: number;
}

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

export interface Evaluation {
  readonly holdoutCount: number;
  readonly correct: number;
  readonly accuracy: number;
  /** 95 % Wilson interval of the accuracy. */
  readonly low: number;
  readonly high: number;
  readonly macroF1: number;
  /** Nats per sample, probabilities clipped at 1e-15. */
  readonly logLoss: number;
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
