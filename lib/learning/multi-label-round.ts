import { checkPartialLabels } from "./check-partial-labels";
import { checkRoundInput } from "./check-round-input";
import { chooseQueue } from "./choose-queue";
import { membersOfClasses, noClassCandidates } from "./class-candidates";
import { evaluateMembershipPredictions, membershipsOf } from "./evaluation/evaluate-memberships";
import { predictHoldout } from "./evaluation/holdout-predictions";
import type { Learner, ModelState } from "./learners/learner";
import {
  fitOneVsRest,
  type MultiLabelTrainingSet,
  predictMemberships,
  UNKNOWN,
} from "./learners/one-vs-rest";
import { findLearner } from "./learners/registry";
import { type Matrix, takeRows } from "./matrix";
import type { PartialLabel } from "./partial-label";
import { type Pool, wholePool } from "./pool";
import { summaryOfSets } from "./pool-summary";
import { createRandom } from "./random";
import { rarestClasses } from "./rarest-classes";
import type { Engine, QueuePick, RoundInput, RoundResult, RoundSetting } from "./round";
import type { MultiLabelStrategy, RowLabels } from "./strategies/multi-label/multi-label-strategy";
import { findMultiLabelStrategy, multiLabelStrategies } from "./strategies/multi-label/registry";
import { random } from "./strategies/random";
import type { QueryStrategy } from "./strategies/strategy";
import { suggestMemberships, withoutSuggestions } from "./suggestions";

/** What `ModelState.learner` says of one binary model a class: they are its parts, in the order of the classes. */
export const ONE_VS_REST = "one-vs-rest";

/** The learner of each class's model where the best is to be chosen, and the strategy. */
const AUTO = { learner: "linear", strategy: "mean-max-loss" };

/** A round where a sample may have several classes at once, or none. */
export interface MultiLabelRoundInput extends RoundSetting {
  /** Labels that may be trained on, in the order they were given. */
  readonly trainingLabels: readonly RowLabels[];
  /**
   * Answers about single classes of rows without a label, at most one a row and class: trained on by the model of that
   * class and by nothing else. Such a row may be a candidate still, as its other classes are unknown.
   */
  readonly partialLabels: readonly PartialLabel[];
  /** Labels of the blind holdout. */
  readonly holdoutLabels: readonly RowLabels[];
}

/**
 * As `runRound`, by one binary model a class. Suggests all classes that a row has rather than not; class candidates are
 * those that have the class rather than not, and that nobody was asked about. Throws a RangeError for input that contradicts itself.
 */
export async function runMultiLabelRound(input: MultiLabelRoundInput, engine: Engine): Promise<RoundResult> {
  const asSingle = withRarestClasses(input);
  checkRoundInput(asSingle);
  checkPartialLabels(input);
  const { pool } = input;
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
  return {
    model,
    evaluation,
    holdoutPredictions,
    ...guessesOf(input, picks, probabilities),
    summary: probabilities && summaryOfSets(probabilities),
  };
}

/** What annotators may be told of the model's guesses, and what it is sure of; nothing without a model, or where nobody asks. */
function guessesOf(
  { guesses, candidates, partialLabels, classCount, seed }: MultiLabelRoundInput,
  picks: readonly QueuePick[],
  probabilities: Matrix | null,
): Pick<RoundResult, "queue" | "classCandidates"> {
  if (guesses === null || probabilities === null) {
    return { queue: withoutSuggestions(picks), classCandidates: noClassCandidates };
  }
  return {
    queue: suggestMemberships(picks, probabilities, { ...guesses, classCount, seed }),
    classCandidates: membersOfClasses(probabilities, candidates, partialLabels),
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
  const { pool, trainingLabels, partialLabels, classCount, previous, pinned, seed } = input;
  if (pinned !== null) return pinned;
  if (trainingLabels.length + partialLabels.length === 0) return null;
  const learner = multiLabelLearner(input.learner);
  const training = multiLabelTraining(pool, { trainingLabels, partialLabels }, classCount);
  const parts = await fitOneVsRest(learner, training, {
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
    chosen: {
      because: "one-vs-rest",
      eachClass: learner.id,
      classes: classCount,
      partialLabels: partialLabels.length,
      reason: reasonOf(input, learner),
    },
    parts,
    heldOut: null,
    scores: null,
  };
}

function reasonOf({ classCount, partialLabels }: MultiLabelRoundInput, learner: Learner): string {
  const asked =
    partialLabels.length === 0 ? "" : `, ${partialLabels.length} of which were answered by themselves`;
  return `${classCount} × ${learner.id}: each class is a question of its own${asked}`;
}

/** The learner of each class's model. */
export function multiLabelLearner(id: string): Learner {
  return findLearner(id === "auto" ? AUTO.learner : id);
}

/** The labeled rows, then those of which only some classes are known. */
export function multiLabelTraining(
  pool: Pool,
  { trainingLabels, partialLabels }: Pick<MultiLabelRoundInput, "trainingLabels" | "partialLabels">,
  classCount: number,
): MultiLabelTrainingSet {
  const labeled = trainingLabels.map(({ row }) => row);
  const asked = [...new Set(partialLabels.map(({ row }) => row))];
  const rows = Int32Array.from([...labeled, ...asked]);
  const memberships = new Uint8Array(rows.length * classCount).fill(UNKNOWN);
  memberships.set(membershipsOf(trainingLabels, classCount));
  const placeOf = new Map(asked.map((row, i) => [row, labeled.length + i]));
  for (const { row, classIndex, has } of partialLabels) {
    memberships[placeOf.get(row)! * classCount + classIndex] = has ? 1 : 0;
  }
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
