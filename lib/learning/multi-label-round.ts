import { checkRoundInput } from "./check-round-input";
import { chooseQueue } from "./choose-queue";
import { membersOfClasses, noClassCandidates } from "./class-candidates";
import { evaluateMembershipPredictions, membershipsOf } from "./evaluation/evaluate-memberships";
import { predictHoldout } from "./evaluation/holdout-predictions";
import type { Learner, ModelState } from "./learners/learner";
import { fitOneVsRest, type MultiLabelTrainingSet, predictMemberships } from "./learners/one-vs-rest";
import { findLearner } from "./learners/registry";
import { takeRows } from "./matrix";
import { type Pool, wholePool } from "./pool";
import { summarisePredictions } from "./prediction-summary";
import { createRandom } from "./random";
import { rarestClasses } from "./rarest-classes";
import type { Engine, RoundInput, RoundResult, RoundSetting } from "./round";
import type { MultiLabelStrategy, RowLabels } from "./strategies/multi-label/multi-label-strategy";
import { findMultiLabelStrategy, multiLabelStrategies } from "./strategies/multi-label/registry";
import { random } from "./strategies/random";
import type { QueryStrategy } from "./strategies/strategy";
import { withoutSuggestions } from "./suggestions";

/** What `ModelState.learner` says of one binary model a class: they are its parts, in the order of the classes. */
export const ONE_VS_REST = "one-vs-rest";

/** The learner of each class's model where the best is to be chosen, and the strategy. */
const AUTO = { learner: "linear", strategy: "mean-max-loss" };

/** A round where a sample may have several classes at once, or none. */
export interface MultiLabelRoundInput extends RoundSetting {
  /** Labels that may be trained on, in the order they were given. */
  readonly trainingLabels: readonly RowLabels[];
  /** Labels of the blind holdout. */
  readonly holdoutLabels: readonly RowLabels[];
}

/**
 * As `runRound`, by one binary model a class. Suggests nothing: a guess would be a set of classes. Class candidates are
 * those that have the class rather than not. Throws a RangeError for input that contradicts itself.
 */
export async function runMultiLabelRound(input: MultiLabelRoundInput, engine: Engine): Promise<RoundResult> {
  const asSingle = withRarestClasses(input);
  checkRoundInput(asSingle);
  const { pool, guesses, candidates } = input;
  const strategy = strategyOf(input);
  const context = { kernels: engine.kernels, pool };
  input.onStage?.("fit");
  const model = await fitModel(input, engine);
  input.onStage?.("evaluate");
  const holdoutPredictions =
    model &&
    (await predictHoldout(input, pool, (samples) => predictMemberships(model.parts, samples, context)));
  const evaluation =
    holdoutPredictions && evaluateMembershipPredictions(holdoutPredictions, input.holdoutLabels);
  input.onStage?.("score");
  const probabilities = model && (await predictMemberships(model.parts, wholePool(pool), context));
  input.onStage?.("choose");
  const picks = await chooseQueue(
    asSingle,
    strategy,
    { model, probabilities, summary: null },
    engine.kernels,
  );
  const classCandidates =
    guesses && probabilities
      ? membersOfClasses(probabilities, candidates, guesses.rejected)
      : noClassCandidates;
  // Of each row the class that it has most likely.
  const summary = probabilities && summarisePredictions(probabilities);
  return {
    model,
    evaluation,
    holdoutPredictions,
    queue: withoutSuggestions(picks),
    classCandidates,
    summary,
  };
}

/** The same input with one class a label, for what asks how far labels have come: having none is a class, too. */
function withRarestClasses(input: MultiLabelRoundInput): RoundInput {
  const { trainingLabels, holdoutLabels, classCount } = input;
  const unknown = [...trainingLabels, ...holdoutLabels]
    .flatMap(({ classes }) => classes)
    .find((classIndex) => !(Number.isInteger(classIndex) && classIndex >= 0 && classIndex < classCount));
  if (unknown !== undefined) throw new RangeError(`Class ${unknown} is none of the ${classCount} classes.`);
  return {
    ...input,
    classCount: classCount + 1,
    trainingLabels: rarestClasses(trainingLabels, classCount),
    holdoutLabels: rarestClasses(holdoutLabels, classCount),
  };
}

async function fitModel(input: MultiLabelRoundInput, engine: Engine): Promise<ModelState | null> {
  const { pool, trainingLabels, classCount, previous, pinned, seed } = input;
  if (pinned !== null) return pinned;
  if (trainingLabels.length === 0) return null;
  const learner = multiLabelLearner(input.learner);
  const parts = await fitOneVsRest(learner, multiLabelTraining(pool, trainingLabels, classCount), {
    ...engine,
    pool,
    previous: previous?.learner === ONE_VS_REST ? previous.parts : null,
    random: createRandom(seed, "learner"),
  });
  return {
    learner: ONE_VS_REST,
    dimensions: pool.embeddings.columns,
    classCount,
    parameters: new Float32Array(0),
    temperature: 1,
    chosen: { reason: `${classCount} × ${learner.id}: each class is a question of its own` },
    parts,
    heldOut: null,
    scores: null,
  };
}

/** The learner of each class's model. */
export function multiLabelLearner(id: string): Learner {
  return findLearner(id === "auto" ? AUTO.learner : id);
}

export function multiLabelTraining(
  pool: Pool,
  labels: readonly RowLabels[],
  classCount: number,
): MultiLabelTrainingSet {
  const rows = Int32Array.from(labels, ({ row }) => row);
  const memberships = membershipsOf(labels, classCount);
  return { x: takeRows(pool.embeddings, rows), rows, memberships, classCount };
}

/** The rule of that name, or the default: rules for one class a sample do not know what several are. */
function strategyOf({ strategy, trainingLabels }: MultiLabelRoundInput): QueryStrategy {
  if (strategy === random.id) return random;
  const isKnown = multiLabelStrategies.some(({ id }) => id === strategy);
  return asQueryStrategy(findMultiLabelStrategy(isKnown ? strategy : AUTO.strategy), trainingLabels);
}

function asQueryStrategy(
  { id, reference, select }: MultiLabelStrategy,
  labels: readonly RowLabels[],
): QueryStrategy {
  return {
    id,
    reference,
    needsModel: true,
    reads: "probabilities",
    uniform: false,
    exploreShare: 0,
    select: (request, kernels) =>
      select({ ...request, probabilities: request.probabilities!, labels }, kernels),
  };
}
