import type { Kernels } from "../kernels";
import { coldStart, unseenShare } from "./cold-start";
import { facilityLocation } from "./facility-location";
import { farFrom } from "./far-from";
import { sharedPlaces } from "./shared-places";
import type { QueryStrategy, SelectionRequest, StrategyPick } from "./strategy";

/**
 * The default: uncertain samples that stand for others (facility location), and in between samples as the cold start
 * picks them, at the share at which samples of classes without a label are to be expected: a model asks only about the
 * classes that it knows. Those come first in the choice, so that the random ones among them stay uniform; the others
 * keep away from their near neighbours. A tenth of the queue is drawn at random, so that the gain over random can be
 * measured and a blind spot of the model does not stay one.
 */
export const auto: QueryStrategy = {
  ...facilityLocation,
  id: "auto",
  reference: `${facilityLocation.reference}; Good 1953, The population frequencies of species`,
  exploreShare: 0.1,
  async select(request, kernels) {
    const asked = await facilityLocation.select(request, kernels);
    const seeks = sharedPlaces(unseenShare(request.labels), request.labels.length, request.count);
    const count = seeks.filter(Boolean).length;
    if (count === 0) return asked;
    const sought = await coldStart({ ...request, count }, kernels);
    return fillPlaces(seeks, await awayFrom(asked, sought, request, kernels), sought);
  },
};

/** The picks that are neither among `others` nor near neighbours of one of them. */
async function awayFrom(
  picks: readonly StrategyPick[],
  others: readonly StrategyPick[],
  { pool, nearThreshold }: SelectionRequest,
  kernels: Kernels,
): Promise<StrategyPick[]> {
  const [rows, taken] = [picks, others].map((some) => Int32Array.from(some, ({ row }) => row).sort());
  const far = new Set(await farFrom(pool.embeddings, rows!, taken!, nearThreshold, kernels));
  return picks.filter(({ row }) => far.has(row) && !taken!.includes(row));
}

/** Takes each place's pick from its list, or from the other where that has ended. Scores are places: 1 for the first. */
function fillPlaces(
  seeks: readonly boolean[],
  asked: readonly StrategyPick[],
  sought: readonly StrategyPick[],
): StrategyPick[] {
  const [askedLeft, soughtLeft] = [asked.values(), sought.values()];
  const picks: StrategyPick[] = [];
  for (const isSeeking of seeks) {
    const [first, second] = isSeeking ? [soughtLeft, askedLeft] : [askedLeft, soughtLeft];
    const pick = first.next().value ?? second.next().value;
    if (pick !== undefined) picks.push(pick);
  }
  return picks.map((pick, i) => ({ ...pick, score: 1 - i / picks.length }));
}
