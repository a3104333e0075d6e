import { affinityMatrix } from "../graph/affinity";
import { buildNeighbourGraph } from "../graph/build-graph";
import type { Kernels } from "../kernels";
import { type Matrix, takeRows } from "../matrix";
import { createRandom } from "../random";
import { graphCovariance } from "./graph-covariance";
import { neverRising } from "./never-rising";
import { sampleRows } from "./sample-rows";
import type { ScoredRow } from "./select-batch";
import type { QueryStrategy } from "./strategy";

/** Candidates that stand for all: the covariance of as many is inverted. And labeled samples beside them. */
const SAMPLED = 800;
const SAMPLED_LABELS = 4000;

/** What labeling a node takes off, from the sum and the sum of squares of its covariances and its variance. */
type Gain = (covariances: { readonly sum: number; readonly squares: number }, variance: number) => number;

/** V-optimality: the total variance of the other samples. */
export const graphVariance = byCovariance(
  "graph-variance",
  "Ji & Han 2012, A variance minimization criterion to active learning on graphs",
  ({ squares }, variance) => squares / variance,
);

/** Σ-optimality: the variance of the sum over the other samples, so of the classes' shares. */
export const sigmaOpt = byCovariance(
  "sigma-opt",
  "Ma, Garnett & Schneider 2013, Σ-optimality for active learning on Gaussian random fields",
  ({ sum }, variance) => sum ** 2 / variance,
);

/**
 * Chooses one sample after another by what its label would take off the uncertainty of a Gaussian random field on
 * the neighbour graph; which label it is does not matter. Works on the graph of the labeled samples and of 800
 * candidates, built for them alone: a part of the pool's graph would have lost most of its edges.
 */
function byCovariance(id: string, reference: string, gain: Gain): QueryStrategy {
  return {
    id,
    reference,
    needsModel: false,
    reads: "nothing",
    uniform: false,
    exploreShare: 0,
    async select(request, kernels) {
      const { pool, candidates, labels, count, nearThreshold, seed } = request;
      if (candidates.length === 0 || count === 0) return [];
      const rows = sampleRows(seed, candidates, Math.max(SAMPLED, count));
      const labeled = Int32Array.from(labels, ({ row }) => row);
      const known = sampleRows(seed, labeled, SAMPLED_LABELS);
      const covariance = await covarianceOf(pool.embeddings, rows, known, kernels);
      const x = takeRows(pool.embeddings, rows);
      const similarity = await kernels.multiply(x, x, { b: true });
      const mayJoin = (i: number, picked: number) => similarity.data[i * x.rows + picked]! < nearThreshold;
      const picked = greedyReduction(covariance, rows, count, gain, mayJoin);
      return neverRising(picked).map((pick) => ({ ...pick, strategy: id, propensity: 1 }));
    },
  };
}

/** The covariance of `rows` given that `known` are labeled (rows.length², row-major). */
async function covarianceOf(embeddings: Matrix, rows: Int32Array, known: Int32Array, kernels: Kernels) {
  const x = takeRows(embeddings, [...rows, ...known]);
  const graph = await buildNeighbourGraph(x, kernels, createRandom(0, "graph"));
  if (graph === null) return Float64Array.of(1);
  return graphCovariance(
    affinityMatrix(graph),
    rows.map((_, i) => i),
  );
}

/**
 * The nodes whose labels take most off, one after another, each given those before it. `covariance` (n × n) is
 * overwritten: conditioning on k subtracts Σₖ·Σₖᵀ/Σₖₖ. Only nodes that may join every one picked are picked.
 */
export function greedyReduction(
  covariance: Float64Array,
  rows: Int32Array,
  count: number,
  gain: Gain,
  mayJoin: (node: number, picked: number) => boolean,
): ScoredRow[] {
  const n = rows.length;
  const isOpen = new Uint8Array(n).fill(1);
  const picks: ScoredRow[] = [];
  while (picks.length < count) {
    let [best, most] = [-1, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < n; i++) {
      if (isOpen[i] === 0) continue;
      const column = covariance.subarray(i * n, (i + 1) * n);
      const reduction = gain(momentsOf(column), column[i]!);
      if (reduction > most) [best, most] = [i, reduction];
    }
    if (best < 0) break;
    picks.push({ row: rows[best]!, score: most });
    for (let i = 0; i < n; i++) if (i === best || !mayJoin(i, best)) isOpen[i] = 0;
    condition(covariance, n, best);
  }
  return picks;
}

function momentsOf(values: Float64Array): { sum: number; squares: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    squares += values[i]! * values[i]!;
  }
  return { sum, squares };
}

function condition(covariance: Float64Array, n: number, known: number): void {
  const column = covariance.slice(known * n, (known + 1) * n);
  for (let i = 0; i < n; i++) {
    const factor = column[i]! / column[known]!;
    if (factor === 0) continue;
    const row = covariance.subarray(i * n, (i + 1) * n);
    for (let j = 0; j < n; j++) row[j]! -= factor * column[j]!;
  }
}
