import { NoLabelsError } from "../errors";
import { type Matrix, matrix, takeRows } from "../matrix";
import type { Samples } from "../pool";
import type { Learner, LearnerContext, ModelState, PredictionContext, TrainingSet } from "./learner";
import { undecided } from "./linear";
import { findLearner } from "./registry";

/** Of a row and a class that nobody was asked about. */
export const UNKNOWN = 2;

/** Rows of a pool that may have several classes at once, or none, with what is known of them. */
export interface MultiLabelTrainingSet {
  /** Their embeddings (n × d). */
  readonly x: Matrix;
  /** Which row of the pool each one is. */
  readonly rows: Int32Array;
  /** n × classCount: 1 where row i has class j, 0 where it has not, UNKNOWN where only others of its classes are known. */
  readonly memberships: Uint8Array;
  readonly classCount: number;
}

export interface OneVsRestContext extends Omit<LearnerContext, "previous"> {
  /** The models of the round before, one a class, when it had the same encoder and classes. */
  readonly previous: readonly ModelState[] | null;
}

/**
 * One binary model a class, by any learner, each calibrated by itself (binary relevance; Tsoumakas & Katakis 2007):
 * its class 1 is "has the class". Each learns from the rows of which its class is known, and from nothing else; one of
 * which no row is known says a half of every sample. Where all labels agree on a class, its model gives the other answer
 * half a label's worth of probability. Throws a NoLabelsError for an empty set.
 */
export async function fitOneVsRest(
  learner: Learner,
  training: MultiLabelTrainingSet,
  context: OneVsRestContext,
): Promise<ModelState[]> {
  if (training.rows.length === 0) throw new NoLabelsError();
  const models: ModelState[] = [];
  for (let j = 0; j < training.classCount; j++) {
    const known = knownOf(training, j);
    if (known.rows.length === 0) {
      models.push(undecided(known));
      continue;
    }
    const previous = context.previous?.[j] ?? null;
    const own = { ...context, previous, random: context.random.fork(`class ${j}`) };
    models.push(await learner.fit(known, own));
  }
  return models;
}

/** The rows of which the class is known, as a question of its own. */
function knownOf(
  { x, rows, memberships, classCount }: MultiLabelTrainingSet,
  classIndex: number,
): TrainingSet {
  const classes = Int32Array.from(rows, (_, i) => memberships[i * classCount + classIndex]!);
  if (!classes.includes(UNKNOWN)) return { x, rows, classes, classCount: 2 };
  const known = Int32Array.from(rows.keys()).filter((i) => classes[i] !== UNKNOWN);
  return {
    x: takeRows(x, known),
    rows: known.map((i) => rows[i]!),
    classes: known.map((i) => classes[i]!),
    classCount: 2,
  };
}

/**
 * The probability that each sample has each class (samples × classes); rows need not sum to 1. As the probabilities
 * are calibrated, predicting the classes above one half loses least by the Hamming loss.
 */
export async function predictMemberships(
  models: readonly ModelState[],
  samples: Samples,
  context: PredictionContext,
): Promise<Matrix> {
  const memberships = matrix(samples.embeddings.rows, models.length);
  for (const [j, model] of models.entries()) {
    const { data } = await findLearner(model.learner).predictProba(model, samples, context);
    for (let i = 0; i < memberships.rows; i++) memberships.data[i * models.length + j] = data[2 * i + 1]!;
  }
  return memberships;
}
