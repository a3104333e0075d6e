import { matrix, rowOf } from "../matrix";
import { askCommittee, COMMITTEE_REACH } from "./bootstrap-committee";
import { byScore } from "./by-score";
import { likeliestClass } from "./likeliest-class";
import { probabilityEntropy } from "./probability-entropy";

/**
 * Query by committee: the entropy in nats of its members' votes (Dagan & Engelson 1995), one vote each for the
 * likeliest class. Divergence from the consensus would be `bald` once more. Looks at 100,000 candidates at most.
 */
export const committee = byScore(
  {
    id: "committee",
    reference: "Seung, Opper & Sompolinsky 1992, Query by committee",
    reads: "nothing",
    atMost: COMMITTEE_REACH,
  },
  async (request, kernels) => {
    const votes = matrix(request.candidates.length, request.classCount);
    let members = 0;
    await askCommittee(request, kernels, (probabilities) => {
      members++;
      for (let i = 0; i < probabilities.rows; i++)
        rowOf(votes, i)[likeliestClass(rowOf(probabilities, i))]! += 1;
    });
    return Float64Array.from({ length: votes.rows }, (_, i) =>
      probabilityEntropy(rowOf(votes, i).map((count) => count / members)),
    );
  },
);
