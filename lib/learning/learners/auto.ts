import { NoLabelsError } from "../errors";
import { heldOutLosses } from "../held-out-losses";
import { baseLearners, findBaseLearner } from "./base-learners";
import type { Learner, LearnerContext, ModelState, TrainingSet } from "./learner";
import { combine, heldOutLogLoss, mix } from "./mix";
import { averageWeights, comparableHeldOut, withoutSlight } from "./opinion-pool";
import { isSearchDue } from "./search-schedule";

/**
 * Fits the base learners that suit the pool and mixes them at the weights that cross-validation on the training labels
 * makes likely. Weighed anew whenever labels have grown by a quarter, or other learners suit the pool than were
 * compared, as while the graph of a pool that has grown is being built; in between only the chosen ones are fitted.
 */
export const auto: Learner = {
  id: "auto",

  async fit(training, context) {
    if (training.rows.length === 0) throw new NoLabelsError();
    const suited = baseLearners.filter((learner) => learner.suits?.(training, context) ?? true);
    const last = usablePrevious(training, context);
    const isSettled = last?.chosen.compared === namesOf(suited) && !isDue(last, training, "chosenAtLabels");
    return isSettled ? fitAgain(last, training, context) : search(suited, last, training, context);
  },

  predictProba: mix.predictProba,
  summarise: mix.summarise!,
};

function usablePrevious(training: TrainingSet, { previous }: LearnerContext): ModelState | null {
  const fits =
    previous?.learner === "mix" &&
    "chosenAtLabels" in previous.chosen &&
    previous.classCount === training.classCount &&
    previous.dimensions === training.x.columns;
  return fits ? previous : null;
}

function namesOf(suited: readonly Learner[]): string {
  return suited.map(({ id }) => id).join(" ");
}

function isDue({ chosen }: ModelState, { rows }: TrainingSet, last: string): boolean {
  return isSearchDue(rows.length, Number(chosen[last] ?? 0));
}

/** The parts of the last choice on today's labels, at its weights. */
async function fitAgain(
  last: ModelState,
  training: TrainingSet,
  context: LearnerContext,
): Promise<ModelState> {
  const parts: ModelState[] = [];
  for (const part of last.parts) {
    parts.push(await findBaseLearner(part.learner).fit(training, { ...context, previous: part }));
  }
  return { ...combine(parts, Array.from(last.parameters), training, last), chosen: last.chosen };
}

async function search(
  suited: readonly Learner[],
  last: ModelState | null,
  training: TrainingSet,
  context: LearnerContext,
): Promise<ModelState> {
  const fitted: ModelState[] = [];
  for (const learner of suited) {
    const part = last?.parts.find((known) => known.learner === learner.id);
    // One whose own search is not due would hold nothing out, and could not be compared.
    const previous = part && isDue(part, training, "searchedAtLabels") ? part : null;
    fitted.push(await learner.fit(training, { ...context, previous }));
  }
  const compared = fitted.filter(({ heldOut }) => heldOut !== null);
  if (compared.length === 0) return withoutEvidence(fitted, training);
  const { indices, probabilities } = comparableHeldOut(compared);
  const truth = indices.map((index) => training.classes[index]!);
  const wasUsed = compared.map(
    (model) => last?.parts.some(({ learner }) => learner === model.learner) ?? false,
  );
  const weights = withoutSlight(averageWeights(probabilities, truth), wasUsed);
  return explain(weigh(compared, weights, training), compared, suited, training);
}

/** While nothing can be held out, all have the same say. */
function withoutEvidence(fitted: readonly ModelState[], training: TrainingSet): ModelState {
  const parts = fitted.filter(
    ({ learner }, i) => fitted.findIndex((other) => other.learner === learner) === i,
  );
  const model = combine(
    parts,
    parts.map(() => 1 / parts.length),
    training,
    null,
  );
  return {
    ...model,
    chosen: {
      ...model.chosen,
      chosenAtLabels: 0,
      because: "too-few-labels",
      reason: "too few labels to compare learners",
    },
  };
}

/** The mix of those models whose weight is not 0. */
function weigh(models: readonly ModelState[], weights: readonly number[], training: TrainingSet): ModelState {
  const used = models.map((model, k) => ({ model, weight: weights[k]! })).filter(({ weight }) => weight > 0);
  return combine(
    used.map(({ model }) => model),
    used.map(({ weight }) => weight),
    training,
    null,
  );
}

function lossOf(model: ModelState, { classes }: TrainingSet): number {
  return heldOutLogLoss(model, classes) ?? Number.POSITIVE_INFINITY;
}

/** Says what was chosen, and what it was compared with: as figures, for pages in any language, and as a sentence. */
function explain(
  model: ModelState,
  compared: readonly ModelState[],
  suited: readonly Learner[],
  training: TrainingSet,
): ModelState {
  const crossValidationLogLoss = lossOf(model, training);
  const losses = compared.map((one) => ({ learner: one.learner, loss: lossOf(one, training) }));
  const alone = losses.map(({ learner, loss }) => `${learner} ${loss.toFixed(2)}`).join(", ");
  const parts = model.parts.map(({ learner }, k) => `${Math.round(100 * model.parameters[k]!)} % ${learner}`);
  const reason = `${parts.join(" + ")}: held-out log loss ${crossValidationLogLoss.toFixed(2)} (alone: ${alone})`;
  const searched = { compared: namesOf(suited), chosenAtLabels: training.rows.length };
  const evidence = {
    because: "held-out",
    ...heldOutLosses(losses.map(({ learner, loss }) => [learner, loss])),
  };
  return { ...model, chosen: { ...model.chosen, ...searched, crossValidationLogLoss, ...evidence, reason } };
}
