/**
 * What a source missed, or had beyond its share, before the queue is made up for by so many places at most. Without a
 * bound, a change of the shares, a source that is served no more, or an hour of labeling beside the queue would turn
 * hundreds of places into one source's.
 */
const MOST_CARRIED = 2;

/**
 * Which of several sources each place of a queue is served from, so that every source keeps its share at every
 * length (the deficit rule of weighted fair queueing). `served` counts what each source has given before: a queue
 * that is replaced after every few labels makes up for what the one before it left undone. `shares` sum to 1;
 * returns one source index per place.
 */
export function interleave(shares: readonly number[], served: readonly number[], places: number): Int32Array {
  const isServed = shares.map((share) => share > 0);
  const before = served.reduce((sum, count, source) => sum + (isServed[source] ? count : 0), 0);
  const deficits = shares.map((share, source) => {
    return Math.min(MOST_CARRIED, Math.max(-MOST_CARRIED, share * before - served[source]!));
  });
  return Int32Array.from({ length: places }, () => {
    for (const [source, share] of shares.entries()) deficits[source]! += share;
    let most = isServed.indexOf(true);
    for (let source = most + 1; source < shares.length; source++) {
      if (isServed[source] && deficits[source]! > deficits[most]! + 1e-9) most = source;
    }
    deficits[most]! -= 1;
    return most;
  });
}
