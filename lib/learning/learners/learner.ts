import type { Kernels } from "../kernels";
import type { Matrix } from "../matrix";
import type { Networks } from "../networks";
import type { Pool, Samples } from "../pool";
import type { PredictionSummary } from "../prediction-summary";
import type { Random } from "../random";

/** Labeled rows of a pool: `classes[i]` (0..classCount-1) is the class of row i of `x`. Not every class need occur. */
export interface TrainingSet {
  /** Their embeddings. */
  readonly x: Matrix;
  /** Which row of the pool each one is. */
  readonly rows: Int32Array;
  readonly classes: Int32Array;
  readonly classCount: number;
}

/** What models are used with. */
export interface PredictionContext {
  readonly kernels: Kernels;
  readonly pool: Pool;
}

export interface LearnerContext extends PredictionContext {
  readonly random: Random;
  /** The model of the round before, when it had the same encoder and classes. */
  readonly previous: ModelState | null;
  /** Null where no networks can be trained. */
  readonly networks: Networks | null;
}

/**
 * Predictions for labels by models that had not seen them, from cross-validation: training labels, held out from some
 * fits and learned from in the end. The blind holdout (`Holdout`) is never learned from.
 */
export interface HeldOut {
  /** Which row of the training set each one is; one may occur several times. */
  readonly indices: Int32Array;
  /** Uncalibrated log probabilities, up to a constant a row (indices.length × c). */
  readonly logits: Matrix;
}

/** A model. All but `heldOut` and `scores` is stored, and enough to predict again on the same pool. */
export interface ModelState {
  readonly learner: string;
  readonly dimensions: number;
  readonly classCount: number;
  /** The layout is the learner's own. */
  readonly parameters: Float32Array;
  /** Divides the logits before softmax (Guo et al. 2017); 1 = uncalibrated. */
  readonly temperature: number;
  /** What the learner chose and why, for people: e.g. `{ l2: 0.01, crossValidationLogLoss: 0.41 }`. */
  readonly chosen: Readonly<Record<string, number | string>>;
  /** The models that a combination combines; none elsewhere. */
  readonly parts: readonly ModelState[];
  /** Null when this fit kept the choices of an earlier one. */
  readonly heldOut: HeldOut | null;
  /** What is known of the whole pool, where a learner works on it (pool × c); follows from the rest when null. */
  readonly scores: Matrix | null;
}

/** Learns to predict label classes from embeddings. */
export interface Learner {
  readonly id: string;
  /** Whether `auto` should try it on such a pool with so many labels; always, where it does not say. */
  suits?(training: TrainingSet, context: LearnerContext): boolean;
  /** One class in the training set gives a model that predicts it; an empty set throws NoLabelsError. */
  fit(training: TrainingSet, context: LearnerContext): Promise<ModelState>;
  /** Calibrated probabilities, samples × classCount; rows sum to 1. */
  predictProba(model: ModelState, samples: Samples, context: PredictionContext): Promise<Matrix>;
  /** What `summarisePredictions` says of them, for a learner that can tell it without writing them down. */
  summarise?(model: ModelState, samples: Samples, context: PredictionContext): Promise<PredictionSummary>;
}
