import type { Kernels } from "../kernels";
import { fitSoftmaxRegression, splitParameters } from "../learners/softmax-regression";
import { takeRows } from "../matrix";
import { keepApart } from "./keep-apart";
import { linearPart, penaltyOf } from "./linear-part";
import { neverRising } from "./never-rising";
import { sampleRows } from "./sample-rows";
import { type ScoredRow, selectBatch } from "./select-batch";
import type { QueryStrategy, SelectionRequest } from "./strategy";

/** Parts of a batch: after each, its samples count as labeled, so that the next part looks elsewhere. */
const SUB_BATCHES = 5;

/** Candidates looked at, at most: all are scored anew for each part of the batch. */
const SAMPLED = 20_000;

/** Unlabeled samples that the classifier learns from, per labeled one (the paper's setting) and at most. */
const UNLABELED = { perLabel: 10, atMost: 4000 };

const TOLERANCE = 0.2;

const [IS_LABELED, IS_UNLABELED] = [0, 1];

/**
 * Discriminative active learning: a classifier learns to tell labeled samples from unlabeled ones, and those that
 * are surest to be unlabeled come first; the score is that probability. The paper's network is a logistic
 * regression on the embeddings here. Looks at 20,000 candidates at most. Scores of later parts of the batch are held to those of earlier ones.
 */
export const discriminative: QueryStrategy = {
  id: "discriminative",
  reference: "Gissin & Shalev-Shwartz 2019, Discriminative active learning",
  needsModel: true,
  reads: "nothing",
  uniform: false,
  exploreShare: 0,
  async select(request, kernels) {
    const { pool, labels, candidates, count, nearThreshold, seed } = request;
    let labeled = labels.map(({ row }) => row);
    let left = sampleRows(seed, candidates, Math.max(SAMPLED, count));
    let picked: ScoredRow[] = [];
    for (let part = 0; part < SUB_BATCHES && left.length > 0 && picked.length < count; part++) {
      const wanted = Math.ceil((count * (part + 1)) / SUB_BATCHES) - picked.length;
      const scores = await unlabeledProbability(request, labeled, left, kernels);
      const best = await selectBatch({ ...request, candidates: left, scores, count }, kernels);
      const apart = await keepApart(
        pool.embeddings,
        [...picked, ...best],
        picked.length + wanted,
        nearThreshold,
        kernels,
      );
      labeled = labeled.concat(apart.slice(picked.length).map(({ row }) => row));
      picked = apart;
      const taken = new Set(labeled);
      left = left.filter((row) => !taken.has(row));
    }
    return neverRising(picked).map((pick) => ({ ...pick, strategy: "discriminative", propensity: 1 }));
  },
};

/** The classifier's probability that each candidate is unlabeled; 1 when nothing is labeled. */
async function unlabeledProbability(
  { pool, model, seed, classCount }: SelectionRequest,
  labeled: readonly number[],
  candidates: Int32Array,
  kernels: Kernels,
): Promise<Float64Array> {
  if (labeled.length === 0) return new Float64Array(candidates.length).fill(1);
  const { columns } = pool.embeddings;
  const contrast = sampleRows(
    seed,
    candidates,
    Math.min(UNLABELED.atMost, UNLABELED.perLabel * labeled.length),
  );
  const rows = Int32Array.from([...labeled, ...contrast]);
  const classes = rows.map((_, i) => (i < labeled.length ? IS_LABELED : IS_UNLABELED));
  const training = { x: takeRows(pool.embeddings, rows), classes, classCount: 2 };
  const l2 = penaltyOf(linearPart(model, columns, classCount));
  const start = new Float64Array(2 * (columns + 1));
  const parameters = await fitSoftmaxRegression(training, { l2, start, tolerance: TOLERANCE }, kernels);
  const { weights, bias } = splitParameters(parameters, columns, 2);
  const probabilities = await kernels.softmaxPredict(takeRows(pool.embeddings, candidates), weights, bias, 1);
  return Float64Array.from(candidates, (_, i) => probabilities.data[2 * i + IS_UNLABELED]!);
}
