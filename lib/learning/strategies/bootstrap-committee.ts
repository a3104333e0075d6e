import type { Kernels } from "../kernels";
import type { ModelState } from "../learners/learner";
import { fitSoftmaxRegression, splitParameters } from "../learners/softmax-regression";
import { type Matrix, takeRows } from "../matrix";
import { createRandom } from "../random";
import { linearPart, penaltyOf } from "./linear-part";
import type { SelectionRequest } from "./strategy";

/** Members: their opinions cost a fit and a pass over the candidates each. */
const MEMBERS = 8;

/** Candidates that a committee is asked about, at most: their embeddings are copied side by side. */
export const COMMITTEE_REACH = 100_000;

/** Labels that a member is fitted to at most; beyond them members hardly differ. */
const SAMPLED = 2000;

/** Relative distance to the minimum. They begin at the model's own, so stopping early would make them agree. */
const TOLERANCE = 0.03;

/** What is gathered from the members, one after another: their probabilities of candidate i (row i of n × c). */
type Gather = (probabilities: Matrix) => void;

/**
 * Asks a committee of softmax regressions about the candidates, each fitted to the labels under random weights
 * drawn from the standard exponential distribution (the Bayesian bootstrap; Rubin 1981), with the penalty and
 * temperature of the round's linear model. Resampling would lose whole classes while labels are few; a last-layer
 * Laplace approximation would need a (d·c)² Hessian and suppose a Gaussian posterior.
 */
export async function askCommittee(
  request: SelectionRequest,
  kernels: Kernels,
  gather: Gather,
): Promise<void> {
  const { pool, labels, candidates, classCount, model, seed } = request;
  if (labels.length === 0) throw new RangeError("A committee needs labels to be fitted to.");
  const random = createRandom(seed, "committee");
  const x = takeRows(pool.embeddings, candidates);
  const linear = linearPart(model, pool.embeddings.columns, classCount);
  const options = { l2: penaltyOf(linear), start: startOf(request, linear), tolerance: TOLERANCE };
  for (let member = 0; member < MEMBERS; member++) {
    const drawn = random.permutation(labels.length).subarray(0, SAMPLED);
    const training = {
      x: takeRows(
        pool.embeddings,
        drawn.map((i) => labels[i]!.row),
      ),
      classes: drawn.map((i) => labels[i]!.classIndex),
      classCount,
    };
    const sampleWeights = Float32Array.from(drawn, () => -Math.log(1 - random.next()));
    const parameters = await fitSoftmaxRegression(training, { ...options, sampleWeights }, kernels);
    const { weights, bias } = splitParameters(parameters, x.columns, classCount);
    gather(await kernels.softmaxPredict(x, weights, bias, linear?.temperature ?? 1));
  }
}

function startOf({ pool, classCount }: SelectionRequest, linear: ModelState | null): Float64Array {
  if (linear !== null) return Float64Array.from(linear.parameters);
  return new Float64Array((pool.embeddings.columns + 1) * classCount);
}
