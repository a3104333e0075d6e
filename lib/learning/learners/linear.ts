import { NoLabelsError } from "../errors";
import { spanCoordinates } from "../linear-algebra/span-coordinates";
import { crossValidate, type HeldOutPredictions, subset } from "./cross-validation";
import { heldOutSample } from "./held-out";
import type { Learner, LearnerContext, ModelState, TrainingSet } from "./learner";
import { isSearchDue } from "./search-schedule";
import { fitSoftmaxRegression, splitParameters } from "./softmax-regression";
import { fitTemperature } from "./temperature";

/** Step of the grid of penalties: half a decade. */
const GRID_STEP = Math.sqrt(10);

/**
 * Penalties tried when nothing is known, strongest first. Embeddings have length 1: much beyond the strongest the
 * biases alone would decide, and below the weakest the model hardly changes.
 */
const COARSE_GRID = [0.3, 0.03, 0.003];
const [STRONGEST, WEAKEST] = [0.3, 0.0009];

/** Used while no class has two labels, so that nothing can be held out. */
const DEFAULT_L2 = 0.03;

/**
 * Length of the last step against the weights (see `SoftmaxRegressionOptions`) of the model and of the search's
 * fits. The way left to the minimum is one to three times as long, five on few labels with a weak penalty.
 */
const TOLERANCE = { model: 0.003, search: 0.02 };

/**
 * Multinomial logistic regression (L-BFGS) whose L2 penalty is chosen by repeated stratified cross-validation
 * (log loss), calibrated by temperature scaling on the held-out predictions of that choice.
 */
export const linear: Learner = {
  id: "linear",

  async fit(training, context) {
    if (training.x.rows === 0) throw new NoLabelsError();
    if (new Set(training.classes).size === 1) return constantModel(training);
    const previous = usablePrevious(training, context);
    const penalty = await choosePenalty(training, previous, context);
    const start = previous
      ? Float64Array.from(previous.parameters)
      : new Float64Array((training.x.columns + 1) * training.classCount);
    const fit = { l2: penalty.chosen.l2, start, tolerance: TOLERANCE.model };
    return {
      learner: "linear",
      dimensions: training.x.columns,
      classCount: training.classCount,
      parameters: Float32Array.from(await fitSoftmaxRegression(training, fit, context.kernels)),
      ...penalty,
      parts: [],
      scores: null,
    };
  },

  predictProba(model, { embeddings }, { kernels }) {
    const { weights, bias } = splitParameters(model.parameters, model.dimensions, model.classCount);
    return kernels.softmaxPredict(embeddings, weights, bias, model.temperature);
  },

  summarise(model, { embeddings }, { kernels }) {
    const { weights, bias } = splitParameters(model.parameters, model.dimensions, model.classCount);
    return kernels.softmaxSummary(embeddings, weights, bias, model.temperature);
  },
};

/** All labels are of one class: predict it, and leave each other class half a label's worth of doubt. */
function constantModel({ x, classes, classCount }: TrainingSet): ModelState {
  const parameters = new Float32Array((x.columns + 1) * classCount);
  parameters[x.columns * classCount + classes[0]!] = Math.log(x.rows / 0.5);
  const chosen = { l2: DEFAULT_L2, searchedAtLabels: 0 };
  const rest = { temperature: 1, chosen, parts: [], heldOut: null, scores: null };
  return { learner: "linear", dimensions: x.columns, classCount, parameters, ...rest };
}

function usablePrevious(training: TrainingSet, { previous }: LearnerContext): ModelState | null {
  const fits =
    previous?.learner === "linear" &&
    previous.dimensions === training.x.columns &&
    previous.classCount === training.classCount;
  return fits ? previous : null;
}

interface Penalty extends Pick<ModelState, "temperature" | "heldOut"> {
  readonly chosen: { l2: number; searchedAtLabels: number; crossValidationLogLoss?: number };
}

/** Keeps the last choice while labels have hardly grown, else searches near it, or everywhere when cold. */
async function choosePenalty(
  training: TrainingSet,
  previous: ModelState | null,
  context: LearnerContext,
): Promise<Penalty> {
  const labels = training.x.rows;
  const last = { l2: DEFAULT_L2, searchedAtLabels: 0, ...previous?.chosen };
  if (previous && !isSearchDue(labels, last.searchedAtLabels)) {
    return { temperature: previous.temperature, chosen: last, heldOut: null };
  }

  const sample = heldOutSample(training.classes, context.random);
  const searched = await inFewColumns(labels > sample.length ? subset(training, sample) : training, context);
  const found =
    last.searchedAtLabels > 0
      ? await search(searched, around(last.l2, [GRID_STEP, 1, 1 / GRID_STEP]), context)
      : await coarseThenFine(searched, context);
  if (found === null) {
    return { temperature: 1, chosen: { l2: DEFAULT_L2, searchedAtLabels: 0 }, heldOut: null };
  }
  const indices = labels > sample.length ? found.indices.map((index) => sample[index]!) : found.indices;
  return {
    heldOut: { indices, logits: found.logits },
    temperature: fitTemperature(found.logits, found.classes),
    chosen: { l2: found.l2, searchedAtLabels: labels, crossValidationLogLoss: found.logLoss },
  };
}

/** The same training set for a search, which needs predictions only: with few labels in far fewer columns. */
async function inFewColumns(training: TrainingSet, { kernels }: LearnerContext): Promise<TrainingSet> {
  if (training.x.rows > training.x.columns / 2) return training;
  return { ...training, x: await spanCoordinates(training.x, kernels) };
}

async function coarseThenFine(training: TrainingSet, context: LearnerContext) {
  const coarse = await search(training, COARSE_GRID, context);
  if (coarse === null) return null;
  const fine = await search(training, around(coarse.l2, [GRID_STEP, 1 / GRID_STEP]), context);
  return fine !== null && fine.logLoss < coarse.logLoss ? fine : coarse;
}

/** Multiples of a penalty that are within the bounds. */
function around(l2: number, factors: readonly number[]): number[] {
  const slack = 1.01;
  return factors
    .map((factor) => l2 * factor)
    .filter((tried) => tried <= STRONGEST * slack && tried >= WEAKEST / slack);
}

/** The penalty with the lowest log loss, ties to the stronger; null when no row could be held out. */
async function search(
  training: TrainingSet,
  grid: readonly number[],
  { kernels, random }: LearnerContext,
): Promise<HeldOutPredictions | null> {
  const labels = training.x.rows;
  const folds = labels < 100 ? 5 : labels < 1000 ? 3 : 2;
  const plan = { grid, folds, repeats: labels < 60 ? 2 : 1, tolerance: TOLERANCE.search };
  const tried = await crossValidate(training, plan, kernels, random.fork("folds"));
  const valid = tried.filter((predictions) => predictions.classes.length > 0);
  if (valid.length === 0) return null;
  return valid.reduce((best, next) => (next.logLoss < best.logLoss ? next : best));
}
