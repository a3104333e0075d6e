import { addScaled } from "../../linear-algebra/sparse-matrix";
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
    const vector = new Float32Array(columns);
    for (const bucket of ngramBuckets(term)) {
      const place = places[bucket]!;
      if (place >= 0) addScaled(vector, 0, data, place * columns, 1, columns);
    }
    if (kept.size === MOST_KEPT) kept.clear();
    kept.set(term, vector);
    return vector;
  };
}
