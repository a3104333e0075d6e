import { inHashOrder } from "../row-hash";
import { farthestFirst } from "./farthest-first";
import { keepApart } from "./keep-apart";
import { sampleRows } from "./sample-rows";
import type { QueryStrategy, StrategyPick } from "./strategy";

/** Candidates looked at, at most: their embeddings are copied side by side, and all are compared with each pick. */
const SAMPLED = 200_000;

/**
 * Greedy core-set: repeatedly the candidate farthest from everything labeled or picked; the score is that squared
 * distance. Without labels the first is drawn uniformly and scores 4, the most that embeddings of length 1 can be
 * apart. Looks at 200,000 candidates at most. Fewer than `count` when all others are near neighbours of what is covered.
 */
export const kCenter: QueryStrategy = {
  id: "k-center",
  reference: "Sener & Savarese 2018, Active learning for convolutional neural networks: a core-set approach",
  needsModel: false,
  reads: "nothing",
  uniform: false,
  exploreShare: 0,
  async select({ pool, candidates, labels, count, nearThreshold, seed }, kernels) {
    if (candidates.length === 0 || count === 0) return [];
    const picks: StrategyPick[] = [];
    const strategy = "k-center";
    let left = sampleRows(seed, candidates, Math.max(SAMPLED, count));
    if (labels.length === 0) {
      const row = inHashOrder(seed, left, 1)[0]!;
      picks.push({ row, score: 4, strategy, propensity: 1 / left.length });
      left = left.filter((other) => other !== row);
    }
    const start = Int32Array.from([...labels, ...picks], ({ row }) => row);
    const found = await farthestFirst(pool.embeddings, start, left, count - picks.length, kernels);
    for (const { row, distance } of found) picks.push({ row, score: distance, strategy, propensity: 1 });
    return keepApart(pool.embeddings, picks, count, nearThreshold, kernels);
  },
};
