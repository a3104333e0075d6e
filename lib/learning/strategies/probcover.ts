import { kMeans } from "../clustering/k-means";
import type { Kernels } from "../kernels";
import { type Matrix, rowOf, takeRows } from "../matrix";
import { createRandom } from "../random";
import { rowUniform } from "../row-hash";
import { keepApart } from "./keep-apart";
import type { ScoredRow } from "./select-batch";
import { selectInParts } from "./select-in-parts";
import type { QueryStrategy } from "./strategy";

/** Candidates that are covered, and may be chosen, at a time. */
const SAMPLED = 3000;

/** Runs of k-means: a cluster split in two would leave hardly any ball pure, and so no radius worth the name. */
const RUNS = 10;

/** Share of balls that must hold a single pseudo-label: the paper's setting. */
const PURITY = 0.95;

/**
 * ProbCover: the greedy largest cover of the candidates by balls around chosen ones; what labeled samples cover is
 * covered already. The score is the share of candidates that a ball newly covers. The radius is the largest at
 * which 95 % of the balls hold one pseudo-label (k-means with as many clusters as classes). Looks at 3,000
 * candidates at a time.
 */
export const probcover: QueryStrategy = {
  id: "probcover",
  reference: "Yehuda, Dekel, Hacohen & Weinshall 2022, Active learning through a covering lens",
  needsModel: false,
  reads: "nothing",
  uniform: false,
  exploreShare: 0,
  async select(request, kernels) {
    const { embeddings } = request.pool;
    const { classCount, nearThreshold, seed } = request;
    const rule = async (rows: Int32Array, labeled: Int32Array, count: number) => {
      const x = takeRows(embeddings, rows);
      const similarity = await kernels.multiply(x, x, { b: true });
      const random = createRandom(seed, "probcover");
      const { clusters } = await kMeans(x, Math.max(2, classCount), random, kernels, RUNS);
      const reach = purityReach(similarity, clusters);
      const isCovered = new Uint8Array(rows.length);
      if (labeled.length > 0) {
        await coverBy(takeRows(embeddings, labeled.slice().sort()), x, reach, isCovered, kernels);
      }
      const order = coverByBalls(similarity, reach, isCovered, rows, seed);
      return keepApart(embeddings, order, count, nearThreshold, kernels);
    };
    const picks = await selectInParts(request, SAMPLED, rule, kernels);
    return picks.map((pick) => ({ ...pick, strategy: "probcover", propensity: 1 }));
  },
};

/**
 * The similarity above which two samples are within the radius: a ball is pure as long as it does not reach the
 * nearest sample of another cluster, so it is a quantile of the similarities to that one (-Infinity when there is a
 * single cluster, where every ball is pure).
 */
export function purityReach(similarity: Matrix, clusters: Int32Array): number {
  const nearestOther = new Float64Array(similarity.rows).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < similarity.rows; i++) {
    const row = rowOf(similarity, i);
    for (let j = 0; j < row.length; j++) {
      if (clusters[j] !== clusters[i] && row[j]! > nearestOther[i]!) nearestOther[i] = row[j]!;
    }
  }
  return nearestOther.sort()[Math.ceil(PURITY * nearestOther.length) - 1]!;
}

async function coverBy(
  centres: Matrix,
  x: Matrix,
  reach: number,
  isCovered: Uint8Array,
  kernels: Kernels,
): Promise<void> {
  const { similarities } = await kernels.nearestRows(x, centres, 1);
  similarities.forEach((similarity, i) => {
    if (similarity > reach) isCovered[i] = 1;
  });
}

/** Greedy maximum coverage of all rows, ties by hash; once all is covered, the others follow in hash order with score 0. */
export function coverByBalls(
  similarity: Matrix,
  reach: number,
  isCovered: Uint8Array,
  rows: Int32Array,
  seed: number,
): ScoredRow[] {
  const n = rows.length;
  const gains = new Int32Array(n);
  const change = (covered: number, by: number) => {
    const row = rowOf(similarity, covered);
    for (let i = 0; i < n; i++) if (row[i]! > reach) gains[i]! += by;
  };
  for (let j = 0; j < n; j++) if (isCovered[j] === 0) change(j, 1);
  const ties = Float64Array.from(rows, (row) => rowUniform(seed, row));
  const picks: ScoredRow[] = [];
  while (picks.length < n) {
    let best = -1;
    for (let i = 0; i < n; i++) {
      if (gains[i]! < 0) continue;
      if (best < 0 || gains[i]! > gains[best]! || (gains[i] === gains[best] && ties[i]! < ties[best]!))
        best = i;
    }
    picks.push({ row: rows[best]!, score: gains[best]! / n });
    const row = rowOf(similarity, best);
    for (let j = 0; j < n; j++) {
      if (row[j]! <= reach || isCovered[j] !== 0) continue;
      isCovered[j] = 1;
      change(j, -1);
    }
    // Never again; what is left to subtract from it only makes it lower still.
    gains[best] = -1 - n;
  }
  return picks;
}
