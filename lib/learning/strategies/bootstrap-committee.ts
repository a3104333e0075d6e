import type { ModelState } from "../learners/learner";
import { fitSoftmaxRegression, splitParameters } from "../learners/softmax-regression";
import { type Matrix, takeRows } from "../matrix";
import { createRandom, type Random } from "../random";
import type { CandidateScores } from "./by-score";
import { linearPart, penaltyOf } from "./linear-part";
import type { SelectionRequest } from "./strategy";

/** Members: their opinions cost a fit and a pass over the candidates each. */
const MEMBERS = 8;

/** Labels that one resample holds at most; beyond them members hardly differ. */
const RESAMPLED = 2000;

/** As near to the minimum as the search for a penalty comes: members differ by much more. */
const TOLERANCE = 0.2;

/** What is gathered from the members, one after another: their probabilities of candidate i (row i of n × c). */
type Gather = (probabilities: Matrix) => void;

/**
 * Asks a committee of softmax regressions about the candidates, each fitted to a bootstrap resample of the labels
 * (query by bagging; Abe & Mamitsuka 1998) with the penalty and temperature of the round's linear model.
 * The bootstrap rather than a last-layer Laplace approximation: it needs no (d·c)² Hessian, supposes no Gaussian
 * posterior where labels are few, and is the same for every learner.
 */
export async function askCommittee(
  request: SelectionRequest,
  kernels: Parameters<CandidateScores>[1],
  gather: Gather,
): Promise<void> {
  const { pool, labels, candidates, classCount, model, seed } = request;
  if (labels.length === 0) throw new RangeError("A committee needs labels to be fitted to.");
  const random = createRandom(seed, "committee");
  const x = takeRows(pool.embeddings, candidates);
  const linear = linearPart(model, pool.embeddings.columns, classCount);
  const options = { l2: penaltyOf(linear), start: startOf(request, linear), tolerance: TOLERANCE };
  for (let member = 0; member < MEMBERS; member++) {
    const drawn = resample(labels.length, random);
    const rows = drawn.map((i) => labels[i]!.row);
    const classes = drawn.map((i) => labels[i]!.classIndex);
    const training = { x: takeRows(pool.embeddings, rows), rows, classes, classCount };
    const parameters = await fitSoftmaxRegression(training, options, kernels);
    const { weights, bias } = splitParameters(parameters, x.columns, classCount);
    gather(await kernels.softmaxPredict(x, weights, bias, linear?.temperature ?? 1));
  }
}

function resample(count: number, random: Random): Int32Array {
  return Int32Array.from({ length: Math.min(count, RESAMPLED) }, () => random.integer(count));
}

function startOf({ pool, classCount }: SelectionRequest, linear: ModelState | null): Float64Array {
  if (linear !== null) return Float64Array.from(linear.parameters);
  return new Float64Array((pool.embeddings.columns + 1) * classCount);
}
