import { type Matrix, matrix } from "../../matrix";

/** Longer documents are cut: beyond this many tokens two words hardly speak of the same thing. */
const PASSAGE_LENGTH = 256;

/**
 * In how many passages (documents, the longer ones cut) term and context occur together.
 * termCount × contextCount; a term co-occurs with itself wherever it occurs. Terms and contexts are the
 * leading numbers; others are skipped.
 */
export function documentCooccurrence(
  documents: readonly Int32Array[],
  termCount: number,
  contextCount: number,
): Matrix {
  const counts = matrix(termCount, contextCount);
  for (const document of documents) {
    for (let start = 0; start < document.length; start += PASSAGE_LENGTH) {
      const present = distinctTerms(document.subarray(start, start + PASSAGE_LENGTH), termCount);
      for (const term of present) {
        const row = term * contextCount;
        for (let i = 0; i < present.length && present[i]! < contextCount; i++)
          counts.data[row + present[i]!]!++;
      }
    }
  }
  return counts;
}

/** The distinct terms below `termCount`, in rising order. */
function distinctTerms(passage: Int32Array, termCount: number): Int32Array {
  const sorted = passage.filter((term) => term < termCount).sort();
  return sorted.filter((term, i) => i === 0 || term !== sorted[i - 1]);
}

/** How often a context stands within `reach` tokens of a term. termCount × contextCount. */
export function windowCooccurrence(
  documents: readonly Int32Array[],
  termCount: number,
  contextCount: number,
  reach: number,
): Matrix {
  const counts = matrix(termCount, contextCount);
  for (const document of documents) {
    for (let place = 0; place < document.length; place++) {
      const term = document[place]!;
      if (term >= termCount) continue;
      const end = Math.min(document.length, place + reach + 1);
      for (let other = Math.max(0, place - reach); other < end; other++) {
        const context = document[other]!;
        if (other !== place && context < contextCount) counts.data[term * contextCount + context]!++;
      }
    }
  }
  return counts;
}
