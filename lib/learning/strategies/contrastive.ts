import { type Matrix, rowOf, takeRows } from "../matrix";
import { byScore } from "./by-score";
import { knownProbabilities } from "./known-probabilities";

/** Labeled neighbours that a candidate is contrasted with: the paper's setting. */
const NEIGHBOURS = 10;

/** Probabilities below this count as this, which keeps the divergence finite. */
const SMALLEST = 1e-12;

/**
 * Contrastive active learning (CAL): the mean over a candidate's ten nearest labeled samples of
 * KL(p_labeled ‖ p_candidate) in nats. High where samples that look alike are predicted differently. Looks at
 * 50,000 candidates at most, since each is compared with every label.
 */
export const contrastive = byScore(
  {
    id: "contrastive",
    reference:
      "Margatina, Vernikos, Barrault & Aletras 2021, Active learning by acquiring contrastive examples",
    atMost: 50_000,
  },
  async (request, kernels) => {
    const { candidates, labels, pool } = request;
    const probabilities = knownProbabilities("contrastive", request);
    if (labels.length === 0) return new Float64Array(candidates.length);
    const labeled = Int32Array.from(labels, ({ row }) => row).sort();
    const k = Math.min(NEIGHBOURS, labeled.length);
    const [queries, base] = [takeRows(pool.embeddings, candidates), takeRows(pool.embeddings, labeled)];
    const { indices } = await kernels.nearestRows(queries, base, k);
    return Float64Array.from(candidates, (row, i) => {
      const neighbours = indices.subarray(i * k, (i + 1) * k).map((at) => labeled[at]!);
      return meanDivergence(probabilities, neighbours, row);
    });
  },
);

/** Mean over `others` of KL(p_other ‖ p_row) in nats. */
export function meanDivergence(probabilities: Matrix, others: Int32Array, row: number): number {
  const q = rowOf(probabilities, row);
  let sum = 0;
  for (const other of others) {
    const p = rowOf(probabilities, other);
    for (let j = 0; j < p.length; j++) {
      if (p[j]! > 0) sum += p[j]! * Math.log(p[j]! / Math.max(SMALLEST, q[j]!));
    }
  }
  return Math.max(0, sum / others.length);
}
