import type { Matrix } from "../../matrix";
import { bucketPlaces } from "./ngram-view";
import { ngramBuckets } from "./ngrams";

/** Terms whose vectors are kept: names and numbers come back, and cost more than terms of the vocabulary. */
const MOST_KEPT = 20_000;

/** A function from a term to the sum of the vectors of its n-grams (`ngramVectors.columns`). */
export function createSpeller(buckets: Int32Array, ngramVectors: Matrix): (term: string) => Float32Array {
  const places = bucketPlaces(buckets);
  const { columns, data } = ngramVectors;
  const kept = new Map<string, Float32Array>();
  return (term) => {
    const known = kept.get(term);
    if (known) return known;
    const starts = ngramBuckets(term).map((bucket) => places[bucket]! * columns);
    const vector = sumOfRows(
      data,
      starts.filter((start) => start >= 0),
      columns,
    );
    if (kept.size === MOST_KEPT) kept.clear();
    kept.set(term, vector);
    return vector;
  };
}

/** The sum of the rows that begin at `starts`, added one after the other; four at once read and write the sum less often. */
function sumOfRows(data: Float32Array, starts: Int32Array, columns: number): Float32Array {
  const sum = new Float32Array(columns);
  let at = 0;
  for (; at + 4 <= starts.length; at += 4) {
    const a = starts[at]!;
    const b = starts[at + 1]!;
    const c = starts[at + 2]!;
    const d = starts[at + 3]!;
    for (let j = 0; j < columns; j++) {
      const ab = Math.fround(Math.fround(sum[j]! + data[a + j]!) + data[b + j]!);
      sum[j] = Math.fround(ab + data[c + j]!) + data[d + j]!;
    }
  }
  for (; at < starts.length; at++) {
    const start = starts[at]!;
    for (let j = 0; j < columns; j++) sum[j]! += data[start + j]!;
  }
  return sum;
}
