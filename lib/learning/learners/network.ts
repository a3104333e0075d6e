import { NoLabelsError } from "../errors";
import type { Networks } from "../networks";
import type { Learner, LearnerContext, ModelState, TrainingSet } from "./learner";
import { linear } from "./linear";
import { mlpLogits, packMlp, unpackMlp } from "./mlp";
import { isSearchDue } from "./search-schedule";
import { softmaxRows } from "./softmax-rows";
import { FEWEST_MLP_LABELS, goOnTraining, MLP_HIDDEN, type MlpEffort, trainMlp } from "./train-mlp";

/**
 * A network goes on training when labels have grown by this factor: oftener, the epochs of many rounds would add up to
 * more than its temperature was measured after.
 */
const WORTH_TRAINING = 1.02;

/**
 * A perceptron with one hidden layer on the embeddings, its training effort and temperature found on a held-out fifth
 * of the labels; while labels have hardly grown the last network goes on training. Where no networks can be trained,
 * or while all labels are of one class, it is the linear learner.
 *
 * `parameters`: as `packMlp` writes them.
 */
export const network: Learner = {
  id: "network",

  suits: ({ rows }, { networks }) => networks !== null && rows.length >= FEWEST_MLP_LABELS,

  async fit(training, context) {
    const { x, classes, classCount } = training;
    if (x.rows === 0) throw new NoLabelsError();
    const { networks } = context;
    if (networks === null || new Set(classes).size === 1) return linear.fit(training, context);
    const previous = usablePrevious(training, context);
    const rest = previous
      ? await goOn(previous, training, context, networks)
      : await begin(training, context, networks);
    return { learner: "network", dimensions: x.columns, classCount, ...rest, parts: [], scores: null };
  },

  async predictProba(model, { embeddings }, { kernels }) {
    return softmaxRows(await mlpLogits(weightsOf(model), embeddings, kernels), model.temperature);
  },
};

/** The last network, unless it is time to begin anew. */
function usablePrevious({ x, classCount }: TrainingSet, { previous }: LearnerContext): ModelState | null {
  const fits =
    previous?.learner === "network" &&
    previous.dimensions === x.columns &&
    previous.classCount === classCount &&
    !isSearchDue(x.rows, Number(previous.chosen.searchedAtLabels));
  return fits ? previous : null;
}

function weightsOf({ parameters, dimensions, classCount }: ModelState) {
  return unpackMlp(parameters, dimensions, MLP_HIDDEN, classCount);
}

type Fitted = Pick<ModelState, "parameters" | "temperature" | "chosen" | "heldOut">;

async function begin(
  training: TrainingSet,
  { random, kernels }: LearnerContext,
  networks: Networks,
): Promise<Fitted> {
  const { weights, effort, temperature, heldOut, heldOutLogLoss } = await trainMlp(
    training,
    random,
    networks,
    kernels,
  );
  const searchedAtLabels = heldOut ? training.x.rows : 0;
  const evidence: Record<string, number> = heldOut ? { crossValidationLogLoss: heldOutLogLoss } : {};
  const chosen = { ...effort, searchedAtLabels, trainedAtLabels: training.x.rows, ...evidence };
  return { parameters: packMlp(weights), temperature, chosen, heldOut };
}

async function goOn(
  previous: ModelState,
  training: TrainingSet,
  { random }: LearnerContext,
  networks: Networks,
): Promise<Fitted> {
  const { temperature, chosen } = previous;
  const labels = training.x.rows;
  if (labels < Number(chosen.trainedAtLabels) * WORTH_TRAINING) return { ...previous, heldOut: null };
  const { learningRate, weightDecay } = chosen;
  const effort: MlpEffort = { learningRate: Number(learningRate), weightDecay: Number(weightDecay) };
  const weights = await goOnTraining(training, { weights: weightsOf(previous), effort }, random, networks);
  const trained = { ...chosen, trainedAtLabels: labels };
  return { parameters: packMlp(weights), temperature, chosen: trained, heldOut: null };
}
