import type { AdamOptimizer, Rank, Scalar, Tensor2D, Variable } from "@tensorflow/tfjs-core";
import { NoLabelsError, NonFiniteError } from "@/lib/learning/errors";
import { type Matrix, matrix, takeRows } from "@/lib/learning/matrix";
import type { MlpWeights, NetworkOptions, NetworkTraining } from "@/lib/learning/networks";
import { createRandom, type Random } from "@/lib/learning/random";
import { product, productWithInput } from "./dense-product";
import type { TensorFlow } from "./load-tensorflow";

/** Training has stopped to help when this many epochs in a row did not lower the loss by this share. */
const PLATEAU = { epochs: 3, improvement: 1e-3 };

/** The weights in tensors, in the order w1, b1, w2, b2. */
export type Parameters = [Variable<Rank.R2>, Variable<Rank.R1>, Variable<Rank.R2>, Variable<Rank.R1>];

/**
 * Minimises the weighted mean of −log softmax(mlp(x))[class] by Adam (Kingma & Ba 2015) over minibatches, from
 * `start` or from He's initialisation (He et al. 2015). See `Networks.train` for what it throws.
 */
export function fitMlp(tf: TensorFlow, training: NetworkTraining, options: NetworkOptions): MlpWeights {
  assertUsable(training);
  const { x, classCount } = training;
  const random = createRandom(options.seed, "network");
  const start = options.start ?? heWeights(x.columns, options.hidden, classCount, random.fork("weights"));
  const parameters = variablesOf(tf, start);
  const optimizer = tf.train.adam(options.learningRate);
  try {
    descend(tf, training, options, parameters, optimizer, random);
    return weightsOf(parameters);
  } finally {
    optimizer.dispose();
    for (const parameter of parameters) parameter.dispose();
  }
}

function assertUsable({ x, classes, classCount, sampleWeights }: NetworkTraining): void {
  if (x.rows === 0) throw new NoLabelsError();
  if (classes.length !== x.rows || (sampleWeights && sampleWeights.length !== x.rows)) {
    throw new RangeError(
      `network: ${x.rows} rows, ${classes.length} classes, ${sampleWeights?.length ?? "no"} sample weights.`,
    );
  }
  if (!classes.every((one) => one >= 0 && one < classCount)) {
    throw new RangeError(`network: a class is not in 0..${classCount - 1}.`);
  }
  if (!x.data.every(Number.isFinite)) throw new NonFiniteError("network: embeddings");
  if (sampleWeights && !sampleWeights.every(Number.isFinite)) {
    throw new NonFiniteError("network: sample weights");
  }
}

/** Normal with variance 2 / fan-in, so that the signal keeps its size through the rectifier; biases 0. */
function heWeights(dimensions: number, hidden: number, classCount: number, random: Random): MlpWeights {
  const normal = (rows: number, columns: number) => {
    const weights = matrix(rows, columns);
    const deviation = Math.sqrt(2 / rows);
    for (let i = 0; i < weights.data.length; i++) weights.data[i] = deviation * random.normal();
    return weights;
  };
  return {
    w1: normal(dimensions, hidden),
    b1: new Float32Array(hidden),
    w2: normal(hidden, classCount),
    b2: new Float32Array(classCount),
  };
}

export function variablesOf(tf: TensorFlow, { w1, b1, w2, b2 }: MlpWeights): Parameters {
  const variable2d = (m: Matrix) => tf.tidy(() => tf.variable(tf.tensor2d(m.data, [m.rows, m.columns])));
  const variable1d = (values: Float32Array) => tf.tidy(() => tf.variable(tf.tensor1d(values)));
  return [variable2d(w1), variable1d(b1), variable2d(w2), variable1d(b2)];
}

function weightsOf([w1, b1, w2, b2]: Parameters): MlpWeights {
  const values = (parameter: Variable) => Float32Array.from(parameter.dataSync());
  const weights = (parameter: Variable<Rank.R2>) => matrix(...parameter.shape, values(parameter));
  return { w1: weights(w1), b1: values(b1), w2: weights(w2), b2: values(b2) };
}

/** Epochs until there are enough of them or the loss has stopped falling. */
function descend(
  tf: TensorFlow,
  training: NetworkTraining,
  options: NetworkOptions,
  parameters: Parameters,
  optimizer: AdamOptimizer,
  random: Random,
): void {
  const rowWeights = meanOne(training);
  const [orders, drops] = [random.fork("order"), random.fork("dropout")];
  let [lowest, epochsWithout] = [Number.POSITIVE_INFINITY, 0];
  for (let epoch = 0; epoch < options.epochs && epochsWithout < PLATEAU.epochs; epoch++) {
    const order = orders.permutation(training.x.rows);
    let total = 0;
    for (let from = 0; from < order.length; from += options.batchSize) {
      const rows = order.subarray(from, from + options.batchSize);
      const batch = batchOf(training, rowWeights, rows);
      total += rows.length * step(tf, batch, options, parameters, optimizer, drops.integer(2 ** 31));
    }
    if (!Number.isFinite(total)) throw new NonFiniteError("network: loss of the training");
    epochsWithout = total < lowest * (1 - PLATEAU.improvement) ? 0 : epochsWithout + 1;
    lowest = Math.min(lowest, total);
  }
}

/** Sample weights scaled to a mean of 1, so that the learning rate keeps its meaning. */
function meanOne({ x, sampleWeights }: NetworkTraining): Float32Array {
  if (!sampleWeights) return new Float32Array(x.rows).fill(1);
  const mean = sampleWeights.reduce((sum, weight) => sum + weight, 0) / x.rows;
  if (!(mean > 0)) throw new RangeError("network: no sample weight is positive.");
  return sampleWeights.map((weight) => weight / mean);
}

interface Batch {
  readonly x: Matrix;
  readonly classes: Int32Array;
  readonly weights: Float32Array;
  readonly classCount: number;
}

function batchOf(training: NetworkTraining, rowWeights: Float32Array, rows: Int32Array): Batch {
  return {
    x: takeRows(training.x, rows),
    classes: rows.map((row) => training.classes[row]!),
    weights: Float32Array.from(rows, (row) => rowWeights[row]!),
    classCount: training.classCount,
  };
}

/** One step of Adam with decoupled weight decay. Returns the mean loss of the batch before it, in nats. */
function step(
  tf: TensorFlow,
  batch: Batch,
  options: NetworkOptions,
  parameters: Parameters,
  optimizer: AdamOptimizer,
  dropSeed: number,
): number {
  const [w1, , w2] = parameters;
  return tf.tidy(() => {
    const x = tf.tensor2d(batch.x.data, [batch.x.rows, batch.x.columns]);
    const truth = tf.oneHot(tf.tensor1d(batch.classes, "int32"), batch.classCount);
    const weights = tf.tensor1d(batch.weights);
    const meanLoss = () => {
      const drop = (hidden: Tensor2D) => tf.dropout(hidden, options.dropout, undefined, dropSeed) as Tensor2D;
      const logits = forward(tf, parameters, x, drop);
      const total = tf.losses.softmaxCrossEntropy(truth, logits, weights, 0, tf.Reduction.SUM);
      return tf.div<Scalar>(total, batch.x.rows);
    };
    const loss = optimizer.minimize(meanLoss, true, [...parameters])!;
    const kept = 1 - options.learningRate * options.weightDecay;
    for (const weight of [w1, w2]) weight.assign(tf.mul(weight, kept));
    return loss.dataSync()[0]!;
  });
}

/** Logits (n × c) of x (n × d); `drop` is applied to the hidden units. */
export function forward(
  tf: TensorFlow,
  [w1, b1, w2, b2]: Parameters,
  x: Tensor2D,
  drop: (hidden: Tensor2D) => Tensor2D,
): Tensor2D {
  const hidden = tf.relu(tf.add<Tensor2D>(productWithInput(tf, x, w1), b1));
  return tf.add(product(tf, drop(hidden), w2), b2);
}
