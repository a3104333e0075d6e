/** The k best (similarity, index) pairs of every row, kept sorted while candidates stream past. */
export interface TopK {
  /** rows × k, best first. */
  readonly indices: Int32Array;
  readonly similarities: Float32Array;
  /** The k-th best similarity of each row so far (−∞ at first): only a larger one can enter. */
  readonly thresholds: Float32Array;
  readonly k: number;
}

export function createTopK(rows: number, k: number): TopK {
  return {
    indices: new Int32Array(rows * k).fill(-1),
    similarities: new Float32Array(rows * k).fill(-Infinity),
    thresholds: new Float32Array(rows).fill(-Infinity),
    k,
  };
}

/** Enters a candidate that beats `thresholds[row]`. Among equals the one offered first stands first. */
export function offer(top: TopK, row: number, index: number, similarity: number): void {
  const { indices, similarities, k } = top;
  const first = row * k;
  let place = first + k - 1;
  while (place > first && similarities[place - 1]! < similarity) {
    similarities[place] = similarities[place - 1]!;
    indices[place] = indices[place - 1]!;
    place--;
  }
  similarities[place] = similarity;
  indices[place] = index;
  top.thresholds[row] = similarities[first + k - 1]!;
}
