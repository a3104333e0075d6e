import { affinityMatrix } from "../graph/affinity";
import { buildNeighbourGraph } from "../graph/build-graph";
import type { Kernels } from "../kernels";
import { type Matrix, takeRows } from "../matrix";
import { createRandom } from "../random";
import { graphCovariance } from "./graph-covariance";
import { type Gain, greedyReduction } from "./greedy-reduction";
import { sampleRows } from "./sample-rows";
import { selectInParts } from "./select-in-parts";
import type { QueryStrategy } from "./strategy";

/** Candidates that stand for all: the covariance of as many is inverted. And labeled samples beside them. */
const SAMPLED = 800;
const SAMPLED_LABELS = 4000;

/**
 * A strategy that chooses one sample after another by what its label would take off the uncertainty of a Gaussian
 * random field on the neighbour graph; which label it is does not matter. Works on the graph of the labeled samples and
 * of 800 candidates at a time, built for them alone: a part of the pool's graph would have lost most of its edges.
 */
export function byCovariance(id: string, reference: string, gain: Gain): QueryStrategy {
  return {
    id,
    reference,
    needsModel: false,
    reads: "nothing",
    uniform: false,
    exploreShare: 0,
    async select(request, kernels) {
      const { embeddings } = request.pool;
      const { nearThreshold, seed } = request;
      const rule = async (rows: Int32Array, labeled: Int32Array, count: number) => {
        const known = sampleRows(seed, labeled, SAMPLED_LABELS);
        const covariance = await covarianceOf(embeddings, rows, known, kernels);
        const x = takeRows(embeddings, rows);
        const similarity = await kernels.multiply(x, x, { b: true });
        const mayJoin = (i: number, picked: number) => similarity.data[i * x.rows + picked]! < nearThreshold;
        return greedyReduction(covariance, rows, count, gain, mayJoin);
      };
      const picks = await selectInParts(request, SAMPLED, rule, kernels);
      return picks.map((pick) => ({ ...pick, strategy: id, propensity: 1 }));
    },
  };
}

/** The covariance of `rows` given that `known` are labeled (rows.length², row-major). */
async function covarianceOf(embeddings: Matrix, rows: Int32Array, known: Int32Array, kernels: Kernels) {
  const x = takeRows(embeddings, [...rows, ...known]);
  const graph = await buildNeighbourGraph(x, kernels, createRandom(0, "graph"));
  if (graph === null) return Float64Array.of(1);
  const free = rows.map((_, i) => i);
  return graphCovariance(affinityMatrix(graph), free, kernels);
}
