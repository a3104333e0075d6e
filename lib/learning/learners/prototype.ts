import { NoLabelsError, NonFiniteError } from "../errors";
import { type Matrix, matrix, takeRows } from "../matrix";
import { collectHeldOut, splitsOf } from "./held-out";
import type { HeldOut, Learner, LearnerContext, TrainingSet } from "./learner";
import { linear } from "./linear";
import { isSearchDue } from "./search-schedule";
import { logitsOf, splitParameters } from "./softmax-regression";
import { softmaxRows } from "./softmax-rows";
import { fitTemperature, totalLogLoss } from "./temperature";

/** Labels' worth by which each class mean is drawn to the mean of all, strongest first. */
const PSEUDO_COUNTS = [10, 3, 1, 0.3];

/** Factors of the squared distances, gentlest first. Embeddings have length 1, so that these are within 0..4. */
const SHARPNESSES = [3, 10, 30, 100];

/** Used while no class has two labels, so that nothing can be held out. */
const UNSEARCHED = { pseudoCount: 1, sharpness: 10, searchedAtLabels: 0 };

/** The logit of a class that has no mean: softmax makes it 0. */
const NEVER = -1e6;

/** Probabilities below this are as good as 0; their logarithm is finite. */
const SMALLEST = 1e-12;

/**
 * Nearest class mean (Snell et al. 2017): softmax of minus the squared distances to the class means, each shrunk
 * towards the mean of all means by a pseudo-count. Pseudo-count and sharpness come from cross-validation, which
 * calibrates: the temperature is 1. While all labels are of one class it is the linear learner.
 *
 * `parameters`: d × c weights and c biases, to which squared distances come down but for what all classes share, then
 * c probabilities: those of classes without a label, half a label's worth each.
 */
export const prototype: Learner = {
  id: "prototype",

  async fit(training, context) {
    const { x, classes, classCount } = training;
    if (x.rows === 0) throw new NoLabelsError();
    if (new Set(classes).size === 1) return linear.fit(training, context);
    const { heldOut, chosen } = await choose(training, context);
    const head = headOf(training, chosen.pseudoCount).map((value) => value * chosen.sharpness);
    return {
      learner: "prototype",
      dimensions: x.columns,
      classCount,
      parameters: Float32Array.from([...head, ...unseenShares(training)]),
      temperature: 1,
      chosen,
      parts: [],
      heldOut,
      scores: null,
    };
  },

  async predictProba({ parameters, dimensions, classCount }, { embeddings }, { kernels }) {
    const headLength = (dimensions + 1) * classCount;
    const { weights, bias } = splitParameters(parameters.subarray(0, headLength), dimensions, classCount);
    const predicted = await kernels.softmaxPredict(embeddings, weights, bias, 1);
    return withUnseen(predicted, parameters.subarray(headLength));
  },
};

/** (d + 1)·c values: weights 2·mᵢ and biases −|mᵢ|² of the shrunk means, so that xW + b = |x|² − |x − mᵢ|². */
function headOf({ x, classes, classCount }: TrainingSet, pseudoCount: number): Float64Array {
  const d = x.columns;
  const { sums, counts } = classSums(x, classes, classCount);
  const seen = Array.from(counts.keys()).filter((j) => counts[j]! > 0);
  const centre = new Float64Array(d);
  for (const j of seen) {
    for (let i = 0; i < d; i++) centre[i]! += sums[j * d + i]! / counts[j]! / seen.length;
  }
  const head = new Float64Array((d + 1) * classCount).fill(NEVER, d * classCount);
  for (const j of seen) {
    let square = 0;
    for (let i = 0; i < d; i++) {
      const mean = (sums[j * d + i]! + pseudoCount * centre[i]!) / (counts[j]! + pseudoCount);
      head[i * classCount + j] = 2 * mean;
      square += mean * mean;
    }
    head[d * classCount + j] = -square;
  }
  return head;
}

/** The sum (c × d) and the number of each class's rows. */
function classSums(x: Matrix, classes: Int32Array, classCount: number) {
  const sums = new Float64Array(classCount * x.columns);
  const counts = new Float64Array(classCount);
  let total = 0;
  classes.forEach((j, row) => {
    counts[j]! += 1;
    for (let i = 0; i < x.columns; i++) {
      const value = x.data[row * x.columns + i]!;
      sums[j * x.columns + i]! += value;
      total += value;
    }
  });
  if (!Number.isFinite(total)) throw new NonFiniteError("prototype: embeddings");
  return { sums, counts };
}

/** What each class holds (c) because it may exist though no label says so: half a label's worth, or nothing. */
function unseenShares({ classes, classCount }: TrainingSet): Float32Array {
  const seen = new Set(classes);
  const share = 0.5 / (classes.length + 0.5 * (classCount - seen.size));
  return Float32Array.from({ length: classCount }, (_, j) => (seen.has(j) ? 0 : share));
}

/** Makes room for the classes that were never seen. */
function withUnseen({ rows, columns, data }: Matrix, shares: Float32Array): Matrix {
  const left = shares.reduce((rest, share) => rest - share, 1);
  return matrix(
    rows,
    columns,
    data.map((p, i) => p * left + shares[i % columns]!),
  );
}

interface Choice {
  readonly heldOut: HeldOut | null;
  readonly chosen: typeof UNSEARCHED & { crossValidationLogLoss?: number };
}

/** Keeps the last choice while labels have hardly grown, else makes it anew on held-out labels. */
async function choose(training: TrainingSet, context: LearnerContext): Promise<Choice> {
  const { previous } = context;
  const labels = training.rows.length;
  const isUsable =
    previous?.learner === "prototype" &&
    previous.dimensions === training.x.columns &&
    previous.classCount === training.classCount;
  const last = { ...UNSEARCHED, ...(isUsable ? previous.chosen : {}) };
  if (isUsable && !isSearchDue(labels, last.searchedAtLabels)) return { heldOut: null, chosen: last };

  const tried = await heldOutByPseudoCount(training, context);
  if (tried.length === 0) return { heldOut: null, chosen: UNSEARCHED };
  const best = tried.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
  const { pseudoCount, logits, truth, indices } = best;
  const sharpness = best.sharpness / fitTemperature(scaled(logits, best.sharpness), truth);
  const probabilities = withUnseen(softmaxRows(logits, 1 / sharpness), unseenShares(training));
  const logProbabilities = probabilities.data.map((p) => Math.log(Math.max(SMALLEST, p)));
  const heldOut = { indices, logits: { ...probabilities, data: logProbabilities } };
  const crossValidationLogLoss = totalLogLoss(heldOut.logits, truth, 1) / truth.length;
  return { heldOut, chosen: { pseudoCount, sharpness, searchedAtLabels: labels, crossValidationLogLoss } };
}

/** For each pseudo-count the held-out logits, before sharpening, and the sharpness that suits them best. */
async function heldOutByPseudoCount(training: TrainingSet, { kernels, random }: LearnerContext) {
  const splits = splitsOf(training.classes, random);
  const parts = splits.map((split) => ({
    inside: {
      ...training,
      x: takeRows(training.x, split.inside),
      classes: split.inside.map((i) => training.classes[i]!),
    },
    x: takeRows(training.x, split.heldOut),
  }));
  const tried = [];
  for (const pseudoCount of PSEUDO_COUNTS) {
    const predicted: Matrix[] = [];
    for (const { inside, x } of parts) {
      predicted.push(await logitsOf(headOf(inside, pseudoCount), x, training.classCount, kernels));
    }
    const heldOut = collectHeldOut(splits, predicted);
    if (heldOut === null) continue;
    const truth = heldOut.indices.map((i) => training.classes[i]!);
    const losses = SHARPNESSES.map((sharpness) => totalLogLoss(heldOut.logits, truth, 1 / sharpness));
    const logLoss = Math.min(...losses);
    tried.push({ pseudoCount, ...heldOut, truth, logLoss, sharpness: SHARPNESSES[losses.indexOf(logLoss)]! });
  }
  return tried;
}

function scaled({ rows, columns, data }: Matrix, factor: number): Matrix {
  return matrix(
    rows,
    columns,
    data.map((value) => value * factor),
  );
}
