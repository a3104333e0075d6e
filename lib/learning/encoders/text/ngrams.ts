/** Hash space of character n-grams: 2^18 buckets, so that a vocabulary needs no strings. */
export const BUCKET_COUNT = 1 << 18;

const SHORTEST = 2;
const LONGEST = 4;
const BOUNDARY = " ".charCodeAt(0);

/**
 * The hashed 2- to 4-grams of a term's UTF-16 code units, its ends marked by a space (FNV-1a, folded to
 * 18 bits). An n-gram that occurs twice is listed twice.
 */
export function ngramBuckets(term: string): Int32Array {
  const units = [BOUNDARY, ...Array.from({ length: term.length }, (_, i) => term.charCodeAt(i)), BOUNDARY];
  const buckets: number[] = [];
  for (let start = 0; start < units.length; start++) {
    let hash = 2166136261;
    const end = Math.min(start + LONGEST, units.length);
    for (let at = start; at < end; at++) {
      hash = Math.imul(hash ^ units[at]!, 16777619);
      if (at - start + 1 >= SHORTEST) buckets.push(((hash >>> 18) ^ hash) & (BUCKET_COUNT - 1));
    }
  }
  return Int32Array.from(buckets);
}
