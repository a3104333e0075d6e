import { NoLabelsError } from "../errors";
import { occurringColumns } from "../linear-algebra/occurring-columns";
import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import { takeSparseRows } from "../linear-algebra/take-sparse-rows";
import { choosePenalty } from "./choose-penalty";
import type { FoldFitter } from "./cross-validation";
import type { Learner, LearnerContext, ModelState, TrainingSet } from "./learner";
import { linear } from "./linear";
import { softmaxRows } from "./softmax-rows";
import { fitSparseSoftmax, sparseLogits } from "./sparse-softmax";

/** With fewer labels most terms of the pool are in none of them, and nothing is learned about those. */
const FEWEST_LABELS = 100;

/** Labels × classes beyond which the search for a penalty takes longer than a round may. */
const MOST_TARGETS = 20_000;

/** As of `linear`. */
const TOLERANCE = 0.003;

/**
 * Multinomial logistic regression on the pool's term weights instead of its embeddings, its L2 penalty and temperature
 * found as those of `linear`. Only terms of labeled samples have weights: at the optimum all others have 0. On a pool
 * without term weights, or while all labels are of one class, it is the linear learner.
 *
 * `dimensions` counts the pool's terms. `parameters`: the t terms that have weights, t × c weights, c biases.
 */
export const sparseLinear: Learner = {
  id: "sparse",

  suits: ({ rows, classCount }, { pool }) =>
    pool.sparse !== null && rows.length >= FEWEST_LABELS && rows.length * classCount <= MOST_TARGETS,

  async fit(training, context) {
    const { rows, classes, classCount } = training;
    if (rows.length === 0) throw new NoLabelsError();
    const { sparse } = context.pool;
    if (sparse === null || new Set(classes).size === 1) return linear.fit(training, context);
    const previous = usablePrevious(training, sparse, context);
    const penalty = await choosePenalty(training, previous, context, fitterIn(sparse));
    const { columns, matrix: x } = occurringColumns(sparse, rows);
    const start = startAt(previous, columns, classCount);
    const options = { l2: penalty.chosen.l2, start, tolerance: TOLERANCE };
    const fitted = await fitSparseSoftmax({ x, classes, classCount }, options);
    const parameters = new Float32Array(columns.length + fitted.length);
    parameters.set(columns);
    parameters.set(fitted, columns.length);
    const shape = { learner: "sparse", dimensions: sparse.columns, classCount };
    return { ...shape, parameters, ...penalty, parts: [], scores: null };
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
  terms: Float32Array | Int32Array,
): SparseMatrix {
  const place = new Int32Array(columns).fill(-1);
  for (let i = 0; i < terms.length; i++) place[terms[i]!] = i;
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

/** Fits of a search, each on the terms of its own labels. */
function fitterIn(sparse: SparseMatrix) {
  return async ({ rows, classes, classCount }: TrainingSet): Promise<FoldFitter> => {
    const rowsOf = (indices: readonly number[]) => Int32Array.from(indices, (index) => rows[index]!);
    return (inside, heldOut) => {
      const { columns, matrix: x } = occurringColumns(sparse, rowsOf(inside));
      const known = { x, classes: Int32Array.from(inside, (index) => classes[index]!), classCount };
      const asked = onlyTerms(takeSparseRows(sparse, rowsOf(heldOut)), columns);
      return {
        parameterCount: (columns.length + 1) * classCount,
        fit: (options) => fitSparseSoftmax(known, options),
        logits: async (parameters) => sparseLogits(parameters, asked, classCount),
      };
    };
  };
}
