import { NoLabelsError } from "../errors";
import { occurringColumns } from "../linear-algebra/occurring-columns";
import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import { takeSparseRows } from "../linear-algebra/take-sparse-rows";
import type { Matrix } from "../matrix";
import { collectHeldOut, heldOutSample, type Split, splitsOf } from "./held-out";
import type { HeldOut, Learner, LearnerContext, ModelState, TrainingSet } from "./learner";
import { linear } from "./linear";
import { isSearchDue } from "./search-schedule";
import { softmaxRows } from "./softmax-rows";
import { fitSparseSoftmax, type SparseRows, sparseLogits } from "./sparse-softmax";
import { fitTemperature, totalLogLoss } from "./temperature";

/** With fewer labels most terms of the pool are in none of them, and nothing is learned about those. */
const FEWEST_LABELS = 100;

/** Penalties tried when nothing is known, strongest first; a decade apart, then half a decade about the best. */
const COARSE_GRID = [1, 0.1, 0.01];
const GRID_STEP = Math.sqrt(10);

/** Used while no class has two labels, so that nothing can be held out. */
const UNSEARCHED = { l2: 0.1, searchedAtLabels: 0 };

/** As of `linear`: for the model, and for the fits of the search. */
const TOLERANCE = { model: 0.003, search: 0.02 };

/**
 * Multinomial logistic regression on the pool's term weights instead of its embeddings, its L2 penalty and temperature
 * found as those of `linear`. Only terms of labeled samples have weights: at the optimum all others have 0. On a pool
 * without term weights, or while all labels are of one class, it is the linear learner.
 *
 * `dimensions` counts the pool's terms. `parameters`: the t terms that have weights, t × c weights, c biases.
 */
export const sparseLinear: Learner = {
  id: "sparse",

  suits: ({ rows }, { pool }) => pool.sparse !== null && rows.length >= FEWEST_LABELS,

  async fit(training, context) {
    const { rows, classes, classCount } = training;
    if (rows.length === 0) throw new NoLabelsError();
    const { sparse } = context.pool;
    if (sparse === null || new Set(classes).size === 1) return linear.fit(training, context);
    const previous = usablePrevious(training, sparse, context);
    const { l2, ...choice } = await choose(training, sparse, previous, context);
    const { columns, matrix: x } = occurringColumns(sparse, rows);
    const start = startAt(previous, columns, classCount);
    const fitted = await fitSparseSoftmax(
      { x, classes, classCount },
      { l2, start, tolerance: TOLERANCE.model },
    );
    const parameters = new Float32Array(columns.length + fitted.length);
    parameters.set(columns);
    parameters.set(fitted, columns.length);
    const shape = { learner: "sparse", dimensions: sparse.columns, classCount };
    return { ...shape, parameters, ...choice, parts: [], scores: null };
  },

  async predictProba(model, { sparse }) {
    if (sparse === null) throw new RangeError("A sparse model predicts samples that have term weights.");
    const { terms, weights } = unpack(model);
    return softmaxRows(sparseLogits(weights, onlyTerms(sparse, terms), model.classCount), model.temperature);
  },
};

function usablePrevious(
  { classCount }: TrainingSet,
  { columns }: SparseMatrix,
  { previous }: LearnerContext,
): ModelState | null {
  const fits =
    previous?.learner === "sparse" && previous.dimensions === columns && previous.classCount === classCount;
  return fits ? previous : null;
}

function unpack({ parameters, classCount: c }: ModelState) {
  const count = (parameters.length - c) / (c + 1);
  return { terms: parameters.subarray(0, count), weights: parameters.subarray(count) };
}

/** The last weights of those terms that have some, zeros for new terms ((t + 1)·c values). */
function startAt(previous: ModelState | null, columns: Int32Array, c: number): Float64Array {
  const start = new Float64Array((columns.length + 1) * c);
  if (previous === null) return start;
  const { terms, weights } = unpack(previous);
  const places = new Map(Array.from(columns, (column, i) => [column, i]));
  terms.forEach((term, i) => {
    const place = places.get(term);
    if (place !== undefined) start.set(weights.subarray(i * c, (i + 1) * c), place * c);
  });
  start.set(weights.subarray(terms.length * c), columns.length * c);
  return start;
}

/** Rows as a model sees them: column i is its i-th term, and entries of other terms are gone. */
function onlyTerms(
  { rows, columns, starts, indices, values }: SparseMatrix,
  terms: Float32Array,
): SparseMatrix {
  const place = new Int32Array(columns).fill(-1);
  terms.forEach((term, i) => {
    place[term] = i;
  });
  const kept = { starts: new Int32Array(rows + 1), indices: new Int32Array(indices.length) };
  const keptValues = new Float32Array(values.length);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      if (place[indices[at]!]! < 0) continue;
      kept.indices[count] = place[indices[at]!]!;
      keptValues[count++] = values[at]!;
    }
    kept.starts[row + 1] = count;
  }
  return { rows, columns: terms.length, ...kept, values: keptValues };
}

interface Choice extends Pick<ModelState, "temperature" | "heldOut"> {
  readonly l2: number;
  readonly chosen: typeof UNSEARCHED & { crossValidationLogLoss?: number };
}

/** Keeps the last choice while labels have hardly grown, else searches near it, or everywhere when cold. */
async function choose(
  training: TrainingSet,
  sparse: SparseMatrix,
  previous: ModelState | null,
  { random }: LearnerContext,
): Promise<Choice> {
  const labels = training.rows.length;
  const last = { ...UNSEARCHED, ...previous?.chosen };
  if (previous && !isSearchDue(labels, last.searchedAtLabels)) {
    return { l2: last.l2, temperature: previous.temperature, chosen: last, heldOut: null };
  }
  const sample = heldOutSample(training.classes, random);
  const classes = sample.map((index) => training.classes[index]!);
  const rows = sample.map((index) => training.rows[index]!);
  const searched = { x: occurringColumns(sparse, rows).matrix, classes, classCount: training.classCount };
  const splits = splitsOf(classes, random);
  const coarse = await search(searched, splits, last.searchedAtLabels > 0 ? [last.l2] : COARSE_GRID);
  if (coarse === null) return { l2: UNSEARCHED.l2, temperature: 1, chosen: UNSEARCHED, heldOut: null };
  const fine = await search(searched, splits, around(coarse.l2));
  const { l2, heldOut, truth, logLoss } = fine && fine.logLoss < coarse.logLoss ? fine : coarse;
  return {
    l2,
    temperature: fitTemperature(heldOut.logits, truth),
    chosen: { l2, searchedAtLabels: labels, crossValidationLogLoss: logLoss },
    heldOut: { ...heldOut, indices: heldOut.indices.map((index) => sample[index]!) },
  };
}

/** Half a decade to either side, within the bounds of the grid. */
function around(l2: number): number[] {
  const slack = 1.01;
  return [l2 * GRID_STEP, l2 / GRID_STEP].filter(
    (tried) => tried <= COARSE_GRID[0]! * slack && tried >= COARSE_GRID.at(-1)! / GRID_STEP / slack,
  );
}

interface Tried {
  readonly l2: number;
  readonly heldOut: HeldOut;
  readonly truth: Int32Array;
  /** Mean, in nats. */
  readonly logLoss: number;
}

/** The penalty with the lowest log loss, ties to the stronger; null when nothing is held out. */
async function search(
  rows: SparseRows,
  splits: readonly Split[],
  grid: readonly number[],
): Promise<Tried | null> {
  const logits = grid.map(() => [] as Matrix[]);
  for (const { inside, heldOut } of splits) {
    const classes = inside.map((index) => rows.classes[index]!);
    const known = { ...rows, x: takeSparseRows(rows.x, inside), classes };
    const asked = takeSparseRows(rows.x, heldOut);
    let start: Float64Array = new Float64Array((rows.x.columns + 1) * rows.classCount);
    for (const [i, l2] of grid.entries()) {
      start = await fitSparseSoftmax(known, { l2, start, tolerance: TOLERANCE.search });
      logits[i]!.push(sparseLogits(start, asked, rows.classCount));
    }
  }
  const tried = grid.flatMap((l2, i) => {
    const heldOut = collectHeldOut(splits, logits[i]!);
    if (heldOut === null) return [];
    const truth = heldOut.indices.map((index) => rows.classes[index]!);
    return [{ l2, heldOut, truth, logLoss: totalLogLoss(heldOut.logits, truth, 1) / truth.length }];
  });
  return tried.length === 0 ? null : tried.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
}
