import { NoLabelsError } from "../errors";
import { affinitiesOf } from "../graph/graph-affinities";
import { type LaplacePrecision, laplaceLearning } from "../graph/laplace";
import type { NeighbourGraph } from "../graph/neighbour-graph";
import { readOut } from "../graph/read-out";
import { type Matrix, matrix, rowOf } from "../matrix";
import type { Pool } from "../pool";
import { collectHeldOut, splitsOf } from "./held-out";
import type { HeldOut, Learner, LearnerContext, ModelState, TrainingSet } from "./learner";
import { linear } from "./linear";
import { isSearchDue } from "./search-schedule";
import { softmaxRows } from "./softmax-rows";
import { fitTemperature, totalLogLoss } from "./temperature";

/**
 * How far the classes' shares of the graph are made equal: 1 = fully. Label frequencies are no guide to the shares,
 * because labels are not chosen at random; an equal share is the guess that errs least, and half of it is tried too.
 */
const BALANCES = [1, 0.5] as const;

/** Share of belief spread evenly over the classes, so that no probability is 0. */
const DOUBT = 1e-3;

/** Scores (samples × classes) that can be propagated within a round's time: at once, and by a search in all. */
const MOST_SCORES = { model: 4_000_000, search: 4_000_000 };

/** When the solution for the pool, and those of cross-validation, are near enough. */
const PRECISION = {
  model: { tolerance: 1e-2, maxIterations: 100 },
  search: { tolerance: 0.1, maxIterations: 30 },
};

/**
 * Laplace learning on the pool's neighbour graph, its class mass balanced (Zhu, Ghahramani & Lafferty 2003), its
 * temperature and balance found by cross-validation. Strong with few labels where clusters are classes. Until the
 * graph is built, or while all labels are of one class, it is the linear learner.
 *
 * `parameters`: the labeled rows, then their classes; the scores of the pool follow from them.
 */
export const graph: Learner = {
  id: "graph",

  suits: (training, { pool }) =>
    hasGraph(pool) && pool.embeddings.rows * training.classCount <= MOST_SCORES.model,

  async fit(training, context) {
    if (training.rows.length === 0) throw new NoLabelsError();
    if (!hasGraph(context.pool) || new Set(training.classes).size === 1) return linear.fit(training, context);
    const { classCount, rows, classes } = training;
    return {
      learner: "graph",
      dimensions: training.x.columns,
      classCount,
      parameters: Float32Array.from([...rows, ...classes]),
      ...choose(training, usablePrevious(training, context), context),
      parts: [],
      scores: propagate(context.pool.graph, training, PRECISION.model),
    };
  },

  async predictProba(model, samples, { kernels, pool }) {
    if (!hasGraph(pool))
      throw new RangeError("A graph model predicts on the pool and graph it was made with.");
    const scores = model.scores ?? rebuildScores(model, pool.graph);
    const read = await readOut(scores, samples, pool, kernels);
    const logits = balancedLogits(read, columnSums(scores), Number(model.chosen.balance));
    return softmaxRows(logits, model.temperature);
  },
};

function hasGraph(pool: Pool): pool is Pool & { graph: NeighbourGraph } {
  return pool.graph !== null;
}

function usablePrevious(training: TrainingSet, { previous }: LearnerContext): ModelState | null {
  const fits =
    previous?.learner === "graph" &&
    previous.dimensions === training.x.columns &&
    previous.classCount === training.classCount;
  return fits ? previous : null;
}

type Labels = Pick<TrainingSet, "rows" | "classes" | "classCount">;

/** Begun from nothing, whatever the round before found: the scores follow from labels and graph alone, to the bit. */
function propagate(on: NeighbourGraph, labels: Labels, precision: LaplacePrecision): Matrix {
  const { affinities, degrees } = affinitiesOf(on);
  return laplaceLearning(affinities, degrees, labels, precision);
}

/** The scores of a model that was stored. */
function rebuildScores({ parameters, classCount }: ModelState, on: NeighbourGraph): Matrix {
  const [rows, classes] = [Int32Array.from(parameters), Int32Array.from(parameters)];
  const count = parameters.length / 2;
  const labels = { rows: rows.subarray(0, count), classes: classes.subarray(count), classCount };
  return propagate(on, labels, PRECISION.model);
}

function columnSums({ data, columns }: Matrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let i = 0, j = 0; i < data.length; i++) {
    sums[j]! += data[i]!;
    if (++j === columns) j = 0;
  }
  return sums;
}

/**
 * Log probabilities of each row: its scores, each class divided by the mass of the class over the pool to the power
 * of `balance` (class mass normalisation with equal shares), with a little doubt.
 */
function balancedLogits(scores: Matrix, mass: Float64Array, balance: number): Matrix {
  const factors = mass.map((m) => (m > 0 ? m ** -balance : 0));
  const logits = matrix(scores.rows, scores.columns);
  for (let i = 0; i < scores.rows; i++) {
    const [from, to] = [rowOf(scores, i), rowOf(logits, i)];
    let total = 0;
    for (let j = 0; j < to.length; j++) {
      to[j] = Math.max(0, from[j]!) * factors[j]!;
      total += to[j]!;
    }
    const share = total > 0 ? (1 - DOUBT) / total : 0;
    for (let j = 0; j < to.length; j++) to[j] = Math.log(to[j]! * share + DOUBT / to.length);
  }
  return logits;
}

type Choice = Pick<ModelState, "temperature" | "chosen" | "heldOut">;

/** Keeps the last choice while labels have hardly grown, else makes it anew on held-out labels. */
function choose(training: TrainingSet, previous: ModelState | null, context: LearnerContext): Choice {
  const labels = training.rows.length;
  const searchedAtLabels = Number(previous?.chosen.searchedAtLabels ?? 0);
  if (previous && !isSearchDue(labels, searchedAtLabels)) {
    return { temperature: previous.temperature, chosen: previous.chosen, heldOut: null };
  }
  const tried = heldOutByBalance(training, context);
  if (tried.length === 0) {
    return { temperature: 1, chosen: { balance: BALANCES[0], searchedAtLabels: 0 }, heldOut: null };
  }
  const best = tried.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
  const { balance, logLoss, temperature, heldOut } = best;
  const chosen = { balance, searchedAtLabels: labels, crossValidationLogLoss: logLoss };
  return { temperature, chosen, heldOut };
}

interface Tried extends Pick<Choice, "temperature"> {
  readonly balance: number;
  readonly heldOut: HeldOut;
  /** Mean, in nats, at the temperature. */
  readonly logLoss: number;
}

function heldOutByBalance(training: TrainingSet, { pool, random }: LearnerContext): Tried[] {
  const on = (pool as Pool & { graph: NeighbourGraph }).graph;
  const affordable = Math.max(2, Math.floor(MOST_SCORES.search / (on.rows * training.classCount)));
  const splits = splitsOf(training.classes, random).slice(0, affordable);
  const predicted = splits.map(({ inside, heldOut }) => {
    const labels = {
      rows: inside.map((i) => training.rows[i]!),
      classes: inside.map((i) => training.classes[i]!),
      classCount: training.classCount,
    };
    const scores = propagate(on, labels, PRECISION.search);
    const read = matrix(heldOut.length, scores.columns);
    heldOut.forEach((i, at) => {
      read.data.set(rowOf(scores, training.rows[i]!), at * scores.columns);
    });
    return { read, mass: columnSums(scores) };
  });
  return BALANCES.flatMap((balance) => {
    const logits = predicted.map(({ read, mass }) => balancedLogits(read, mass, balance));
    const heldOut = collectHeldOut(splits, logits);
    if (heldOut === null) return [];
    const truth = heldOut.indices.map((i) => training.classes[i]!);
    const temperature = fitTemperature(heldOut.logits, truth);
    const logLoss = totalLogLoss(heldOut.logits, truth, temperature) / truth.length;
    return [{ balance, heldOut, temperature, logLoss }];
  });
}
