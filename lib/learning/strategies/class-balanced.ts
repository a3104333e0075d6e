import type { RowLabel } from "../round";
import { knownSummary } from "./by-summary";
import { keepApart } from "./keep-apart";
import { margin } from "./margin";
import type { QueryStrategy, StrategyPick } from "./strategy";

/** Proposals for each place of a class, so that some may be passed over as near neighbours of other classes'. */
const PROPOSED_PER_PLACE = 2;

/**
 * A strategy made to fill its batch evenly: each place goes to the class with the fewest labels so far, counting
 * those expected from the places before, and is filled by the strategy from the candidates predicted to be of that
 * class. The score is the place in the batch: 1 for the first, above 0.
 */
export function classBalanced(strategy: QueryStrategy): QueryStrategy {
  return {
    ...strategy,
    id: "class-balanced",
    reference: `Bengar et al. 2022, Class-balanced active learning for image classification; around ${strategy.id}`,
    needsModel: true,
    reads: strategy.reads === "probabilities" ? "probabilities" : "summary",
    uniform: false,
    async select(request, kernels) {
      const { pool, labels, classCount, count, nearThreshold } = request;
      const summary = knownSummary("class-balanced", request);
      const byClass: number[][] = Array.from({ length: classCount }, () => []);
      for (const row of request.candidates) byClass[summary.classes[row]!]!.push(row);
      const available = byClass.map(({ length }) => length);
      const places = balancedPlaces(labels, available, count);
      const proposals: StrategyPick[][] = [];
      for (let k = 0; k < classCount; k++) {
        const wanted = PROPOSED_PER_PLACE * places.filter((planned) => planned === k).length;
        const candidates = Int32Array.from(byClass[k]!);
        proposals.push(
          wanted > 0
            ? await strategy.select({ ...request, summary, candidates, count: wanted }, kernels)
            : [],
        );
      }
      const spares = balancedPlaces(
        labels,
        proposals.map(({ length }) => length),
        Infinity,
      );
      const next = proposals.map(() => 0);
      const ranked = spares.map((k) => proposals[k]![next[k]!++]!);
      const picked = await keepApart(pool.embeddings, ranked, count, nearThreshold, kernels);
      return picked.map(({ row, propensity }, i) => ({
        row,
        score: 1 - i / picked.length,
        strategy: "class-balanced",
        propensity,
      }));
    },
  };
}

/** Margin, filled evenly. */
export const classBalancedMargin = classBalanced(margin);

/**
 * The class of each place: of those with samples available, the one with the fewest labels and places so far, ties
 * to the lower index. Ends after `count` places, or when nothing is available any more.
 */
export function balancedPlaces(
  labels: readonly RowLabel[],
  available: readonly number[],
  count: number,
): number[] {
  const left = [...available];
  const held = available.map((_, k) => labels.filter(({ classIndex }) => classIndex === k).length);
  const places: number[] = [];
  while (places.length < count) {
    let fewest = -1;
    for (let k = 0; k < left.length; k++) {
      if (left[k]! > 0 && (fewest < 0 || held[k]! < held[fewest]!)) fewest = k;
    }
    if (fewest < 0) break;
    left[fewest]! -= 1;
    held[fewest]! += 1;
    places.push(fewest);
  }
  return places;
}
