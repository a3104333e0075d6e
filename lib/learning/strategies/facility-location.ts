import { takeRows } from "../matrix";
import { inHashOrder } from "../row-hash";
import { knownSummary } from "./by-summary";
import { coveredByLabels, greedyCover } from "./greedy-cover";
import { selectInParts } from "./select-in-parts";
import type { QueryStrategy } from "./strategy";

/** Candidates that are looked at at a time. */
const SAMPLED = 2000;

/**
 * Uncertain samples that stand for many other uncertain ones: facility location with uncertainties as weights. Each
 * pick has the largest uᵢ·Σⱼ uⱼ·max(0, sᵢⱼ − cⱼ), divided by how many candidates are looked at, where u is 1 minus the
 * margin, s the cosine, and cⱼ the similarity of j to the nearest sample that is labeled or picked: what the label
 * would say about the sample itself, and about others that no label has spoken for. Margin alone asks for outliers too,
 * and for the same thing many times in one batch. Looks at 2,000 candidates at a time, drawn uniformly.
 */
export const facilityLocation: QueryStrategy = {
  id: "facility-location",
  reference:
    "Wei, Iyer & Bilmes 2015, Submodularity in data subset selection and active learning; Settles & Craven 2008, An analysis of active learning strategies for sequence labeling tasks",
  needsModel: true,
  reads: "summary",
  uniform: false,
  exploreShare: 0,
  async select(request, kernels) {
    if (request.candidates.length === 0 || request.count === 0) return [];
    const { pool, nearThreshold, seed } = request;
    const { margin } = knownSummary("facility-location", request);
    const rule = async (part: Int32Array, labeled: Int32Array, count: number) => {
      // Of equals the first is picked.
      const options = inHashOrder(seed, part);
      const points = takeRows(pool.embeddings, options);
      const uncertainty = Float64Array.from(options, (row) => 1 - margin[row]!);
      return greedyCover({
        options,
        similarity: await kernels.multiply(points, points, { b: true }),
        covered: await coveredByLabels(points, pool.embeddings, labeled, kernels),
        pointWeights: uncertainty,
        optionWeights: uncertainty,
        count,
        nearThreshold,
      });
    };
    const picks = await selectInParts(request, SAMPLED, rule, kernels);
    return picks.map((pick) => ({ ...pick, strategy: "facility-location", propensity: 1 }));
  },
};
