import type { Matrix } from "./matrix";
import type { PredictionSummary } from "./prediction-summary";

/**
 * The heavy arithmetic that `lib/learning` needs and does not do itself, so that it stays pure and
 * testable. `lib/onnx` implements it on ONNX Runtime; every method is deterministic for one machine.
 */
export interface Kernels {
  /** op(A)·op(B), where op transposes when asked. Inner sizes must agree, else a RangeError. */
  multiply(a: Matrix, b: Matrix, transpose?: { a?: boolean; b?: boolean }): Promise<Matrix>;

  /** Row-wise softmax((X·W + b) / temperature). X: n × d, W: d × c, b: c. Returns n × c. */
  softmaxPredict(x: Matrix, weights: Matrix, bias: Float32Array, temperature: number): Promise<Matrix>;

  /**
   * The likeliest class, its probability, margin and entropy of `softmaxPredict`'s rows, in one pass over X that
   * never stores the n × c probabilities: for scoring large pools.
   */
  softmaxSummary(
    x: Matrix,
    weights: Matrix,
    bias: Float32Array,
    temperature: number,
  ): Promise<PredictionSummary>;

  /**
   * Prepares the L2-free part of the multinomial logistic loss for repeated evaluation.
   * `classes[i]` in 0..classCount-1 is the class of row i of X; `sampleWeights` (n, all ≥ 0) weigh the rows.
   */
  softmaxObjective(
    x: Matrix,
    classes: Int32Array,
    classCount: number,
    sampleWeights: Float32Array,
  ): SoftmaxObjective;

  /**
   * The `k` rows of `base` with the largest inner product for each query row, best first.
   * `indices` and `similarities` have shape queries.rows × k. k ≤ base.rows, else a RangeError.
   */
  nearestRows(
    queries: Matrix,
    base: Matrix,
    k: number,
  ): Promise<{ indices: Int32Array; similarities: Float32Array }>;

  /**
   * Coates & Ng's one-layer network: contrast-normalise every patch, project, soft-threshold, and
   * average over a `poolGrid × poolGrid` grid. `images` is n × (channels·height·width), values 0..1.
   * Returns n × (poolGrid² · filterCount).
   */
  patchFeatures(images: Matrix, network: PatchNetwork): Promise<Matrix>;
}

/** Loss = Σ wᵢ·(−log pᵢ[classᵢ]) / Σ wᵢ. */
export interface SoftmaxObjective {
  /** `parameters`: d·c weights (row-major d × c) followed by c biases. The gradient has the same layout. */
  evaluate(parameters: Float64Array): Promise<{ loss: number; gradient: Float64Array }>;
}

export interface PatchNetwork {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly patchSize: number;
  readonly poolGrid: number;
  /** (channels·patchSize²) × filterCount: whitening folded into the filters. */
  readonly filters: Matrix;
  /** Subtracted from each patch after contrast normalisation (channels·patchSize²). */
  readonly patchMean: Float32Array;
  /** Added to the patch variance before its square root, in squared grey levels of 0..1. */
  readonly varianceFloor: number;
  /** Soft threshold: features are max(0, response − threshold). */
  readonly threshold: number;
}
