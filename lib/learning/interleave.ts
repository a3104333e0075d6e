/**
 * Which of several sources each place of a queue is served from, so that every source keeps its share at every
 * length (the deficit rule of weighted fair queueing). Places `from` to `from + places - 1` of one endless,
 * deterministic sequence: a queue that is replaced after every few labels goes on where the last one stood.
 * `shares` sum to 1; returns one source index per place.
 */
export function interleave(shares: readonly number[], from: number, places: number): Int32Array {
  const served = new Float64Array(shares.length);
  const sources = new Int32Array(places);
  for (let place = 0; place < from + places; place++) {
    let most = 0;
    for (let s = 1; s < shares.length; s++) {
      if (shares[s]! * (place + 1) - served[s]! > shares[most]! * (place + 1) - served[most]! + 1e-9)
        most = s;
    }
    served[most]! += 1;
    if (place >= from) sources[place - from] = most;
  }
  return sources;
}
