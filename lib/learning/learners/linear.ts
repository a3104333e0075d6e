import { NoLabelsError } from "../errors";
import { spanCoordinates } from "../linear-algebra/span-coordinates";
import { choosePenalty, DEFAULT_L2 } from "./choose-penalty";
import { type FoldFitter, subset } from "./cross-validation";
import type { Learner, LearnerContext, ModelState, TrainingSet } from "./learner";
import { fitSoftmaxRegression, logitsOf, splitParameters } from "./softmax-regression";

/**
 * Length of the last step against the weights (see `SoftmaxRegressionOptions`). The way left to the minimum is one to
 * three times as long, five on few labels with a weak penalty.
 */
const TOLERANCE = 0.003;

/**
 * Multinomial logistic regression (L-BFGS) whose L2 penalty is chosen by repeated stratified cross-validation
 * (log loss), calibrated by temperature scaling on the held-out predictions of that choice. Rare classes weigh no more
 * than others: weights would make the probabilities wrong, and queries by margin find rare classes as it is
 * (`class-imbalance.test.ts`).
 */
export const linear: Learner = {
  id: "linear",

  async fit(training, context) {
    if (training.x.rows === 0) throw new NoLabelsError();
    if (new Set(training.classes).size === 1) return constantModel(training);
    const previous = usablePrevious(training, context);
    const penalty = await choosePenalty(training, previous, context, fitterFor);
    const start = previous
      ? Float64Array.from(previous.parameters)
      : new Float64Array((training.x.columns + 1) * training.classCount);
    const fit = { l2: penalty.chosen.l2, start, tolerance: TOLERANCE };
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
function constantModel(training: TrainingSet): ModelState {
  const { x, classes, classCount } = training;
  const model = undecided(training);
  model.parameters[x.columns * classCount + classes[0]!] = Math.log(x.rows / 0.5);
  return model;
}

/** Nothing is known: each class is as likely as any other, for every sample. */
export function undecided({ x, classCount }: Pick<TrainingSet, "x" | "classCount">): ModelState {
  const parameters = new Float32Array((x.columns + 1) * classCount);
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

/** Fits of a search, which needs predictions only: with few labels in far fewer columns. */
async function fitterFor(training: TrainingSet, { kernels }: LearnerContext): Promise<FoldFitter> {
  const inFewColumns = training.x.rows <= training.x.columns / 2;
  const searched = inFewColumns ? { ...training, x: await spanCoordinates(training.x, kernels) } : training;
  return (inside, heldOut) => {
    const [known, asked] = [subset(searched, inside), subset(searched, heldOut)];
    return {
      parameterCount: (searched.x.columns + 1) * searched.classCount,
      fit: (options) => fitSoftmaxRegression(known, options, kernels),
      logits: (parameters) => logitsOf(parameters, asked.x, searched.classCount, kernels),
    };
  };
}
