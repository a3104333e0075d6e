import type { Matrix } from "../matrix";
import type { Random } from "../random";
import { crossValidate, type FoldFitter, type HeldOutPredictions, subset } from "./cross-validation";
import { collectHeldOut, foldPlan, heldOutSample, splitsOf } from "./held-out";
import type { HeldOut, LearnerContext, ModelState, TrainingSet } from "./learner";
import { isSearchDue } from "./search-schedule";
import { fitTemperature, totalLogLoss } from "./temperature";

/** Step of the grid of penalties: half a decade. */
const GRID_STEP = Math.sqrt(10);

/**
 * Penalties tried when nothing is known, strongest first. Rows have length 1: much beyond the strongest the
 * biases alone would decide, and below the weakest the model hardly changes.
 */
const COARSE_GRID = [0.3, 0.03, 0.003];
const [STRONGEST, WEAKEST] = [0.3, 0.0009];

/** Used while no class has two labels, so that nothing can be held out. */
export const DEFAULT_L2 = 0.03;

/** Of the search's fits (see `SoftmaxRegressionOptions`): a ranking needs less than the model. */
const TOLERANCE = 0.02;

export interface Penalty extends Pick<ModelState, "temperature" | "heldOut"> {
  readonly chosen: { l2: number; searchedAtLabels: number; crossValidationLogLoss?: number };
}

/**
 * The L2 penalty of a linear model, by repeated stratified cross-validation (log loss). Keeps the last choice while
 * labels have hardly grown, else searches near it, or everywhere when cold, by the model's fits on a sample of the
 * labels.
 */
export async function choosePenalty(
  training: TrainingSet,
  previous: ModelState | null,
  context: LearnerContext,
  fitterFor: (sample: TrainingSet, context: LearnerContext) => Promise<FoldFitter>,
): Promise<Penalty> {
  const labels = training.x.rows;
  const last = { l2: DEFAULT_L2, searchedAtLabels: 0, ...previous?.chosen };
  if (previous && !isSearchDue(labels, last.searchedAtLabels)) {
    return { temperature: previous.temperature, chosen: last, heldOut: null };
  }

  const sample = heldOutSample(training.classes, context.random);
  const searched = labels > sample.length ? subset(training, sample) : training;
  const fitsOf = await fitterFor(searched, context);
  const searchGrid = (grid: readonly number[]) => search(searched, grid, fitsOf, context.random);
  const found =
    last.searchedAtLabels > 0
      ? await searchGrid(around(last.l2, [GRID_STEP, 1, 1 / GRID_STEP]))
      : await coarseThenFine(searchGrid);
  if (found === null) {
    return { temperature: 1, chosen: { l2: DEFAULT_L2, searchedAtLabels: 0 }, heldOut: null };
  }
  const heldOut = labels > sample.length ? await heldOutOfAll(training, found.l2, context, fitterFor) : found;
  const { indices, logits } = heldOut;
  const truth = indices.map((index) => training.classes[index]!);
  return {
    heldOut: { indices, logits },
    temperature: fitTemperature(logits, truth),
    chosen: {
      l2: found.l2,
      searchedAtLabels: labels,
      crossValidationLogLoss: totalLogLoss(logits, truth, 1) / truth.length,
    },
  };
}

/**
 * What models of half of all labels predict for the sample: those of the search learned from a part of it, so that they
 * would make the model look worse, beside other learners, and less sure than it is.
 */
async function heldOutOfAll(
  training: TrainingSet,
  l2: number,
  context: LearnerContext,
  fitterFor: (sample: TrainingSet, context: LearnerContext) => Promise<FoldFitter>,
): Promise<HeldOut> {
  const fitsOf = await fitterFor(training, context);
  const splits = splitsOf(training.classes, context.random);
  const predicted: Matrix[] = [];
  for (const { inside, heldOut } of splits) {
    const fits = fitsOf(Array.from(inside), Array.from(heldOut));
    const start = new Float64Array(fits.parameterCount);
    predicted.push(await fits.logits(await fits.fit({ l2, start, tolerance: TOLERANCE })));
  }
  return collectHeldOut(splits, predicted)!;
}

async function coarseThenFine(searchGrid: (grid: readonly number[]) => Promise<HeldOutPredictions | null>) {
  const coarse = await searchGrid(COARSE_GRID);
  if (coarse === null) return null;
  const fine = await searchGrid(around(coarse.l2, [GRID_STEP, 1 / GRID_STEP]));
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
  fitsOf: FoldFitter,
  random: Random,
): Promise<HeldOutPredictions | null> {
  const plan = { grid, ...foldPlan(training.classes.length), tolerance: TOLERANCE };
  const tried = await crossValidate(training, plan, fitsOf, random.fork("folds"));
  const valid = tried.filter((predictions) => predictions.classes.length > 0);
  if (valid.length === 0) return null;
  return valid.reduce((best, next) => (next.logLoss < best.logLoss ? next : best));
}
