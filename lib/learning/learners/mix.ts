import { summarisePredictions } from "../prediction-summary";
import { findBaseLearner } from "./base-learners";
import { graph } from "./graph";
import type { Learner, LearnerContext, ModelState, TrainingSet } from "./learner";
import { linear } from "./linear";
import { comparableHeldOut, pooledLogits } from "./opinion-pool";
import { softmaxRows } from "./softmax-rows";
import { summaryOf } from "./summary-of";
import { fitTemperature, totalLogLoss } from "./temperature";

/**
 * The weighted geometric mean of the probabilities of several models (logarithmic opinion pool): where one errs, the
 * others hold it back. By itself it weighs the graph and the linear learner alike; `auto` chooses the weights.
 *
 * `parameters`: one weight a part; they sum to 1.
 */
export const mix: Learner = {
  id: "mix",

  async fit(training, context) {
    const parts = [
      await linear.fit(training, partContext(context, 0)),
      await graph.fit(training, partContext(context, 1)),
    ];
    return combine(parts, [0.5, 0.5], training, context.previous);
  },

  async predictProba(model, samples, context) {
    const only = onlyPart(model);
    if (only) return findBaseLearner(only.learner).predictProba(only, samples, context);
    const predicted = await Promise.all(
      model.parts.map((part) => findBaseLearner(part.learner).predictProba(part, samples, context)),
    );
    return softmaxRows(pooledLogits(predicted, Array.from(model.parameters)), model.temperature);
  },

  async summarise(model, samples, context) {
    const only = onlyPart(model);
    if (only) return summaryOf(findBaseLearner(only.learner), only, samples, context);
    return summarisePredictions(await mix.predictProba(model, samples, context));
  },
};

/** A mix of one, which is calibrated already, is that one. */
function onlyPart({ parts }: ModelState): ModelState | null {
  return parts.length === 1 ? parts[0]! : null;
}

function partContext(context: LearnerContext, part: number): LearnerContext {
  return { ...context, previous: context.previous?.parts[part] ?? null };
}

/** The mix of fitted models, calibrated on what cross-validation predicted, or as it was calibrated last. */
export function combine(
  parts: readonly ModelState[],
  weights: readonly number[],
  training: TrainingSet,
  previous: ModelState | null,
): ModelState {
  const calibration = parts.every(({ heldOut }) => heldOut !== null)
    ? calibrate(parts, weights, training.classes)
    : { temperature: previous?.learner === "mix" ? previous.temperature : 1, heldOut: null };
  return {
    learner: "mix",
    dimensions: training.x.columns,
    classCount: training.classCount,
    parameters: Float32Array.from(weights),
    chosen: Object.fromEntries(parts.map(({ learner }, k) => [learner, weights[k]!])),
    ...calibration,
    parts,
    scores: null,
  };
}

/** A mix of calibrated models is too sure where they agree, or not sure enough. */
function calibrate(parts: readonly ModelState[], weights: readonly number[], classes: Int32Array) {
  const { indices, probabilities } = comparableHeldOut(parts);
  const logits = pooledLogits(probabilities, weights);
  const truth = indices.map((index) => classes[index]!);
  const temperature = parts.length === 1 ? 1 : fitTemperature(logits, truth);
  return { temperature, heldOut: { indices, logits } };
}

/** Mean held-out log loss in nats at the model's temperature; null when nothing was held out. */
export function heldOutLogLoss({ heldOut, temperature }: ModelState, classes: Int32Array): number | null {
  if (heldOut === null) return null;
  const truth = heldOut.indices.map((index) => classes[index]!);
  return totalLogLoss(heldOut.logits, truth, temperature) / truth.length;
}
