import { coldStart, unseenShare } from "./cold-start";
import { margin } from "./margin";
import type { QueryStrategy, StrategyPick } from "./strategy";

/**
 * The default: margin, and in between samples as the cold start picks them, at the share at which samples of classes
 * without a label are to be expected: a model asks only about the classes that it knows. A tenth of the queue is drawn
 * at random, so that the gain over random can be measured and a blind spot of the model does not stay one.
 */
export const auto: QueryStrategy = {
  ...margin,
  id: "auto",
  reference: `${margin.reference}; Good 1953, The population frequencies of species`,
  exploreShare: 0.1,
  async select(request, kernels) {
    const asked = await margin.select(request, kernels);
    const share = unseenShare(request.labels);
    if (share === 0) return asked;
    const sought = await coldStart(request, kernels);
    return interleavePicks(asked, sought, share, request.labels.length, request.count);
  },
};

/**
 * Gives every 1/share-th place to `sought`, counting on from the labels given before, so that a queue that is replaced
 * after a few labels keeps the share. Each row comes once. Scores are places: 1 for the first, above 0.
 */
function interleavePicks(
  asked: readonly StrategyPick[],
  sought: readonly StrategyPick[],
  share: number,
  before: number,
  count: number,
): StrategyPick[] {
  const isTaken = new Set<number>();
  const picks: StrategyPick[] = [];
  const next = { asked: 0, sought: 0 };
  const takeFrom = (list: readonly StrategyPick[], name: keyof typeof next) => {
    while (isTaken.has(list[next[name]]?.row ?? -1)) next[name]++;
    return list[next[name]];
  };
  while (picks.length < count) {
    const place = before + picks.length;
    const seeks = Math.floor((place + 1) * share) > Math.floor(place * share);
    const pick = (seeks && takeFrom(sought, "sought")) || takeFrom(asked, "asked");
    if (pick === undefined) break;
    isTaken.add(pick.row);
    picks.push(pick);
  }
  return picks.map((pick, i) => ({ ...pick, score: 1 - i / picks.length }));
}
