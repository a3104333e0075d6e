import { NoLabelsError } from "../errors";
import type { Kernels } from "../kernels";
import { matrix } from "../matrix";
import type { MlpWeights, NetworkOptions, Networks } from "../networks";
import type { Random } from "../random";
import { splitFold, subset } from "./cross-validation";
import type { HeldOut, TrainingSet } from "./learner";
import { mlpLogits } from "./mlp";
import { stratifiedFolds } from "./stratified-folds";
import { fitTemperature, totalLogLoss } from "./temperature";

/** From so many labels on a network may be better than a linear model; with fewer it takes longer and wins nothing. */
export const FEWEST_MLP_LABELS = 1000;

/** Hidden units of every network that is trained here. */
export const MLP_HIDDEN = 256;

/** How far a network goes from its random weights: little and held back, or further. */
export interface MlpEffort {
  readonly learningRate: number;
  readonly weightDecay: number;
}

/** Efforts tried, the smaller first. */
const EFFORTS: readonly MlpEffort[] = [
  { learningRate: 0.001, weightDecay: 5 },
  { learningRate: 0.003, weightDecay: 1 },
];

const SETTINGS = { hidden: MLP_HIDDEN, dropout: 0.3, batchSize: 128 };

/** Passes over the labels from random weights, and the least number of steps, which decides while labels are few. */
const FRESH = { epochs: 10, steps: 200 };

/** Passes over the labels from weights that were trained on most of them. */
const GOING_ON_EPOCHS = 3;

/** Going on, a network takes smaller steps, so that it settles rather than leave where it has come to. */
const GOING_ON_STEP = 1 / 3;

export interface TrainedMlp {
  readonly weights: MlpWeights;
  readonly effort: MlpEffort;
  /** Divides the logits before softmax; from held-out predictions, 1 without any. */
  readonly temperature: number;
  /** Predictions for a fifth of the labels by a network that had not seen them; null when none can be held out. */
  readonly heldOut: HeldOut | null;
  /** Mean log loss of those in nats, uncalibrated; NaN without any. */
  readonly heldOutLogLoss: number;
}

/**
 * Trains a perceptron on embeddings of any scale. A stratified fifth of the labels is held out to choose the effort
 * (log loss, ties to the smaller) and to calibrate (Guo et al. 2017); the network that did best goes on with all
 * labels. Throws what `Networks.train` throws.
 */
export async function trainMlp(
  training: TrainingSet,
  random: Random,
  networks: Networks,
  kernels: Kernels,
): Promise<TrainedMlp> {
  if (training.x.rows === 0) throw new NoLabelsError();
  const foldOf = stratifiedFolds(training.classes, 5, random.fork("held out"));
  const { insideRows, heldOutRows } = splitFold(training, foldOf, 0);
  const epochs = Math.max(FRESH.epochs, Math.ceil((FRESH.steps * SETTINGS.batchSize) / insideRows.length));
  const seed = random.fork("fresh").integer(2 ** 31);
  const tried: TrainedMlp[] = [];
  for (const effort of heldOutRows.length > 0 ? EFFORTS : EFFORTS.slice(0, 1)) {
    const options = { ...SETTINGS, ...effort, epochs, seed };
    const weights = await trainScaled(subset(training, insideRows), options, networks);
    tried.push({ weights, effort, ...(await judge(weights, training, heldOutRows, kernels)) });
  }
  const best = tried.reduce((first, next) => (next.heldOutLogLoss < first.heldOutLogLoss ? next : first));
  return { ...best, weights: await goOnTraining(training, best, random, networks) };
}

/** A few more epochs with all labels, for a network that has learned from most of them. */
export function goOnTraining(
  training: TrainingSet,
  { weights, effort }: Pick<TrainedMlp, "weights" | "effort">,
  random: Random,
  networks: Networks,
): Promise<MlpWeights> {
  const { weightDecay } = effort;
  const learningRate = effort.learningRate * GOING_ON_STEP;
  const seed = random.fork("going on").integer(2 ** 31);
  const options = { ...SETTINGS, learningRate, weightDecay, epochs: GOING_ON_EPOCHS, seed, start: weights };
  return trainScaled(training, options, networks);
}

/** What the network predicts for the given rows of the training set, and how well. */
async function judge(weights: MlpWeights, training: TrainingSet, rows: ArrayLike<number>, kernels: Kernels) {
  if (rows.length === 0) return { temperature: 1, heldOut: null, heldOutLogLoss: Number.NaN };
  const { x, classes } = subset(training, rows);
  const logits = await mlpLogits(weights, x, kernels);
  return {
    temperature: fitTemperature(logits, classes),
    heldOut: { indices: Int32Array.from(rows), logits },
    heldOutLogLoss: totalLogLoss(logits, classes, 1) / rows.length,
  };
}

/**
 * Trains on embeddings scaled to a mean square of 1 a value, which first weights and learning rates count on
 * (embeddings have length 1, so that their values are the smaller the more there are). The weights given and
 * returned are for the embeddings as they are.
 */
async function trainScaled(
  { x, classes, classCount }: TrainingSet,
  options: NetworkOptions,
  networks: Networks,
): Promise<MlpWeights> {
  const meanSquare = x.data.reduce((sum, value) => sum + value * value, 0) / x.data.length;
  const scale = meanSquare > 0 ? 1 / Math.sqrt(meanSquare) : 1;
  const scaled = matrix(
    x.rows,
    x.columns,
    x.data.map((value) => value * scale),
  );
  const start = options.start && withInputScaled(options.start, 1 / scale);
  const weights = await networks.train({ x: scaled, classes, classCount }, { ...options, start });
  return withInputScaled(weights, scale);
}

function withInputScaled({ w1, b1, w2, b2 }: MlpWeights, scale: number): MlpWeights {
  const scaled = matrix(
    w1.rows,
    w1.columns,
    w1.data.map((value) => value * scale),
  );
  return { w1: scaled, b1, w2, b2 };
}
