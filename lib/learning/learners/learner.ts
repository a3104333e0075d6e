import type { Kernels } from "../kernels";
import type { Matrix } from "../matrix";
import type { Random } from "../random";

/** Labeled rows: `classes[i]` (0..classCount-1) is the class of row i of `x`. Not every class need occur. */
export interface TrainingSet {
  readonly x: Matrix;
  readonly classes: Int32Array;
  readonly classCount: number;
}

export interface LearnerContext {
  readonly kernels: Kernels;
  readonly random: Random;
  /** The model of the round before, when it had the same encoder, learner and classes. */
  readonly previous: ModelState | null;
}

/** What must be stored to use a model again: plain numbers, JSON-able but for the typed arrays. */
export interface ModelState {
  readonly learner: string;
  readonly dimensions: number;
  readonly classCount: number;
  /** d × c, row-major, then c biases. */
  readonly parameters: Float32Array;
  /** Divides the logits before softmax (Guo et al. 2017); 1 = uncalibrated. */
  readonly temperature: number;
  /** What the learner chose and why, for people: e.g. `{ l2: 0.01, crossValidationLogLoss: 0.41 }`. */
  readonly chosen: Readonly<Record<string, number>>;
}

/** Learns to predict label classes from embeddings. */
export interface Learner {
  readonly id: string;
  /** One class in the training set gives a model that predicts it; an empty set throws NoLabelsError. */
  fit(training: TrainingSet, context: LearnerContext): Promise<ModelState>;
  /** Calibrated probabilities, x.rows × classCount; rows sum to 1. */
  predictProba(model: ModelState, x: Matrix, kernels: Kernels): Promise<Matrix>;
}
