import { matrix, rowOf } from "../matrix";
import { askCommittee, COMMITTEE_REACH } from "./bootstrap-committee";
import { byScore } from "./by-score";
import { probabilityEntropy } from "./probability-entropy";

/**
 * Mutual information of label and model in nats: the entropy of the committee's mean minus the mean entropy of its
 * members. High where members are sure and disagree; 0 where they agree, however unsure. It equals the mean
 * divergence of members from their consensus (McCallum & Nigam 1998). Looks at 100,000 candidates at most.
 */
export const bald = byScore(
  {
    id: "bald",
    reference: "Houlsby, Huszár, Ghahramani & Lengyel 2011, Bayesian active learning by disagreement",
    reads: "nothing",
    atMost: COMMITTEE_REACH,
  },
  async (request, kernels) => {
    const { length } = request.candidates;
    const sum = matrix(length, request.classCount);
    const entropies = new Float64Array(length);
    let members = 0;
    await askCommittee(request, kernels, (probabilities) => {
      members++;
      for (let at = 0; at < sum.data.length; at++) sum.data[at]! += probabilities.data[at]!;
      for (let i = 0; i < length; i++) entropies[i]! += probabilityEntropy(rowOf(probabilities, i));
    });
    return entropies.map((total, i) => {
      const mean = rowOf(sum, i).map((p) => p / members);
      return Math.max(0, probabilityEntropy(mean) - total / members);
    });
  },
);
