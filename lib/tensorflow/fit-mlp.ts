import type { AdamOptimizer, Rank, Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import { NoLabelsError, NonFiniteError } from "@/lib/learning/errors";
import { matrix, takeRows } from "@/lib/learning/matrix";
import type { MlpWeights, NetworkOptions, NetworkTraining } from "@/lib/learning/networks";
import { createRandom, type Random } from "@/lib/learning/random";
import type { TensorFlow } from "./load-tensorflow";
import { lossAndGradients, type MlpVariables, variablesOf, weightsOf } from "./mlp-gradients";

/** Training ends when so many epochs in a row lowered the loss by less than this share of the first epoch's. */
const PLATEAU = { epochs: 5, improvement: 1e-3 };

/**
 * Minimises the weighted mean of −log softmax(mlp(x))[class] by Adam (Kingma & Ba 2015) over minibatches, from
 * `start` or from He's initialisation (He et al. 2015). See `Networks.train` for what it throws.
 */
export function fitMlp(tf: TensorFlow, training: NetworkTraining, options: NetworkOptions): MlpWeights {
  assertUsable(training);
  const { x, classCount } = training;
  const random = createRandom(options.seed, "network");
  const start = options.start ?? heWeights(x.columns, options.hidden, classCount, random.fork("weights"));
  const rowWeights = meanOne(training);
  const variables = variablesOf(tf, start);
  const optimizer = tf.train.adam(options.learningRate);
  try {
    descend(tf, { training, rowWeights, options, variables, optimizer }, random);
    return weightsOf(variables);
  } finally {
    optimizer.dispose();
    for (const variable of Object.values(variables)) variable.dispose();
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

interface Descent {
  readonly training: NetworkTraining;
  readonly rowWeights: Float32Array;
  readonly options: NetworkOptions;
  readonly variables: MlpVariables;
  readonly optimizer: AdamOptimizer;
}

/** Epochs until there are enough of them or the loss has stopped falling. */
function descend(tf: TensorFlow, descent: Descent, random: Random): void {
  const { training, options } = descent;
  const [orders, drops] = [random.fork("order"), random.fork("dropout")];
  let first: number | null = null;
  let [lowest, epochsWithout] = [Number.POSITIVE_INFINITY, 0];
  for (let epoch = 0; epoch < options.epochs && epochsWithout < PLATEAU.epochs; epoch++) {
    const order = orders.permutation(training.x.rows);
    let total = 0;
    for (let from = 0; from < order.length; from += options.batchSize) {
      const rows = order.subarray(from, from + options.batchSize);
      total += rows.length * step(tf, descent, rows, drops.integer(2 ** 31));
    }
    if (!Number.isFinite(total)) throw new NonFiniteError("network: loss of the training");
    first ??= total;
    epochsWithout = lowest - total > PLATEAU.improvement * first ? 0 : epochsWithout + 1;
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

/** One step of Adam with decoupled weight decay. Returns the mean loss of the rows before it, in nats. */
function step(
  tf: TensorFlow,
  { training, rowWeights, options, variables, optimizer }: Descent,
  rows: Int32Array,
  dropSeed: number,
): number {
  return tf.tidy(() => {
    const batch = {
      x: tf.tensor2d(takeRows(training.x, rows).data, [rows.length, training.x.columns]),
      truth: oneHot(tf, training, rows),
      rowWeights: tf.tensor2d(
        Float32Array.from(rows, (row) => rowWeights[row]!),
        [rows.length, 1],
      ),
    };
    const units = tf.ones<Rank.R2>([rows.length, options.hidden]);
    const mask = tf.dropout(units, options.dropout, undefined, dropSeed) as Tensor2D;
    const { loss, gradients } = lossAndGradients(tf, variables, batch, mask);
    const all = Object.entries(gradients) as [keyof MlpVariables, Tensor][];
    optimizer.applyGradients(all.map(([key, tensor]) => ({ name: variables[key].name, tensor })));
    const kept = 1 - options.learningRate * options.weightDecay;
    for (const weights of [variables.w1, variables.w2]) weights.assign(tf.mul(weights, kept));
    return loss.dataSync()[0]!;
  });
}

function oneHot(tf: TensorFlow, { classes, classCount }: NetworkTraining, rows: Int32Array): Tensor2D {
  const truth = new Float32Array(rows.length * classCount);
  rows.forEach((row, i) => {
    truth[i * classCount + classes[row]!] = 1;
  });
  return tf.tensor2d(truth, [rows.length, classCount]);
}
