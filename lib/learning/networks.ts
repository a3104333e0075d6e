import type { Matrix } from "./matrix";

/**
 * A perceptron with one hidden layer: logits = relu(x·w1 + b1)·w2 + b2.
 * Shapes: w1 d × h, b1 h, w2 h × c, b2 c.
 */
export interface MlpWeights {
  readonly w1: Matrix;
  readonly b1: Float32Array;
  readonly w2: Matrix;
  readonly b2: Float32Array;
}

export interface NetworkTraining {
  /** n × d. */
  readonly x: Matrix;
  /** n classes, 0..classCount-1. */
  readonly classes: Int32Array;
  readonly classCount: number;
  /** n weights, all ≥ 0 and not all 0; without them each row counts as one. */
  readonly sampleWeights?: Float32Array;
}

export interface NetworkOptions {
  /** Hidden units. */
  readonly hidden: number;
  /** Decoupled from the gradient (Loshchilov & Hutter 2019): each step shrinks w1 and w2 by learningRate · this. */
  readonly weightDecay: number;
  /** Share of hidden units that are left out of a step, 0 ≤ dropout < 1 (Srivastava et al. 2014). */
  readonly dropout: number;
  /** Passes over the rows at most; training ends earlier when the loss has stopped falling. */
  readonly epochs: number;
  readonly learningRate: number;
  readonly batchSize: number;
  /** Decides the first weights, the order of the rows and the units dropped. */
  readonly seed: number;
  /** Weights to go on from, instead of random ones. */
  readonly start?: MlpWeights;
}

/**
 * Trains networks, which needs automatic differentiation; predicting with them needs `Kernels` only.
 * `lib/tensorflow` implements it. The same input on the same machine gives the same weights, to the bit.
 */
export interface Networks {
  /** Throws a NoLabelsError, a RangeError (sizes that disagree) or a NonFiniteError (input, or a loss that diverged). */
  train(training: NetworkTraining, options: NetworkOptions): Promise<MlpWeights>;
}
