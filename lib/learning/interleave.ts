/**
 * Which of several sources each place of a queue is served from, so that every source keeps its share at every
 * length (the deficit rule of weighted fair queueing). `served` counts what each source has given before: a queue
 * that is replaced after every few labels makes up for what the one before it left undone. `shares` sum to 1;
 * returns one source index per place.
 */
export function interleave(shares: readonly number[], served: readonly number[], places: number): Int32Array {
  const given = Float64Array.from(served);
  const before = given.reduce((sum, count) => sum + count, 0);
  const deficit = (source: number, place: number) => shares[source]! * (before + place + 1) - given[source]!;
  return Int32Array.from({ length: places }, (_, place) => {
    let most = shares.findIndex((share) => share > 0);
    for (let source = most + 1; source < shares.length; source++) {
      if (shares[source]! > 0 && deficit(source, place) > deficit(most, place) + 1e-9) most = source;
    }
    given[most]! += 1;
    return most;
  });
}
