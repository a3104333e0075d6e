import type { Rank, Tensor1D, Tensor2D, Variable } from "@tensorflow/tfjs-core";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import type { MlpWeights } from "@/lib/learning/networks";
import type { TensorFlow } from "./load-tensorflow";

/** The weights in tensors; see `MlpWeights` for the shapes. */
export interface MlpVariables {
  readonly w1: Variable<Rank.R2>;
  readonly b1: Variable<Rank.R1>;
  readonly w2: Variable<Rank.R2>;
  readonly b2: Variable<Rank.R1>;
}

/** Labeled rows: x n × d, `truth` n × c (one-hot), `rowWeights` n × 1. */
export interface Batch {
  readonly x: Tensor2D;
  readonly truth: Tensor2D;
  readonly rowWeights: Tensor2D;
}

/** The caller disposes of the variables. */
export function variablesOf(tf: TensorFlow, { w1, b1, w2, b2 }: MlpWeights): MlpVariables {
  const ofMatrix = (m: Matrix) => tf.tidy(() => tf.variable(tf.tensor2d(m.data, [m.rows, m.columns])));
  const ofVector = (values: Float32Array) => tf.tidy(() => tf.variable(tf.tensor1d(values)));
  return { w1: ofMatrix(w1), b1: ofVector(b1), w2: ofMatrix(w2), b2: ofVector(b2) };
}

/** The variables' present values. */
export function weightsOf({ w1, b1, w2, b2 }: MlpVariables): MlpWeights {
  const values = (variable: Variable) => Float32Array.from(variable.dataSync());
  const toMatrix = (variable: Variable<Rank.R2>) => matrix(...variable.shape, values(variable));
  return { w1: toMatrix(w1), b1: values(b1), w2: toMatrix(w2), b2: values(b2) };
}

/** Hidden activations (n × h, before anything is dropped) and logits (n × c); `mask` (n × h) scales the former. */
export function forward(tf: TensorFlow, { w1, b1, w2, b2 }: MlpVariables, x: Tensor2D, mask?: Tensor2D) {
  const hidden = tf.relu(tf.add<Tensor2D>(tf.matMul(x, w1), b1));
  const passed = mask ? tf.mul<Tensor2D>(hidden, mask) : hidden;
  return { hidden, passed, logits: tf.add<Tensor2D>(tf.matMul(passed, w2), b2) };
}

/**
 * Mean of rowWeight · −log softmax(logits)[class] over the rows, in nats, and its gradients. They are written
 * out because the core of TensorFlow.js brings none in Node, and those that its full package adds multiply transposed
 * operands, for which the WebAssembly backend has only a plain loop: to transpose first is about ten times faster.
 * Call it within `tf.tidy`.
 */
export function lossAndGradients(tf: TensorFlow, variables: MlpVariables, batch: Batch, mask?: Tensor2D) {
  const { hidden, passed, logits } = forward(tf, variables, batch.x, mask);
  const logProbabilities = tf.logSoftmax(logits);
  const weights = tf.div<Tensor2D>(batch.rowWeights, batch.x.shape[0]);
  const loss = tf.neg(tf.sum(tf.mul(tf.mul(batch.truth, logProbabilities), weights)));

  const atLogits = tf.mul<Tensor2D>(tf.sub(tf.exp(logProbabilities), batch.truth), weights);
  const atPassed = tf.matMul<Tensor2D>(atLogits, tf.transpose(variables.w2));
  const atHidden = mask ? tf.mul<Tensor2D>(atPassed, mask) : atPassed;
  const atSums = tf.mul<Tensor2D>(atHidden, tf.step(hidden));
  const gradients = {
    w1: tf.matMul<Tensor2D>(tf.transpose(batch.x), atSums),
    b1: tf.sum<Tensor1D>(atSums, 0),
    w2: tf.matMul<Tensor2D>(tf.transpose(passed), atLogits),
    b2: tf.sum<Tensor1D>(atLogits, 0),
  };
  return { loss, gradients };
}
