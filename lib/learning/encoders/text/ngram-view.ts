import { chain } from "../../linear-algebra/linear-operator";
import { randomizedSvd } from "../../linear-algebra/randomized-svd";
import { type SparseMatrix, sparseOperator, sparseTimes } from "../../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../../matrix";
import type { EncoderContext } from "../encoder";
import { BUCKET_COUNT, ngramBuckets } from "./ngrams";
import { inverseDocumentFrequencies, scaleColumns, scaleRows, termCounts } from "./tfidf";
import type { TermView } from "./view";
import type { Vocabulary } from "./vocabulary";
import { scaledRows } from "./word-view";

const MOST_NGRAMS = 50_000;

export interface NgramView extends TermView {
  /** The buckets of `ngrams.ts` that are known, one for each row of `ngramVectors`. */
  readonly buckets: Int32Array;
  /** known n-grams × dimensions: what each occurrence adds, for terms outside the vocabulary. */
  readonly ngramVectors: Matrix;
}

/**
 * Latent semantic analysis of the TF-IDF of character n-grams. N-grams do not cross terms, so the document
 * by n-gram matrix is never built: it is the product of document by term and term by n-gram counts.
 * A pool without any n-gram gives one dimension of zeros.
 */
export async function ngramView(
  { terms, minimumFrequency, documents }: Vocabulary,
  dimensions: number,
  { kernels, random }: EncoderContext,
): Promise<NgramView> {
  const ofTerms = terms.map(ngramBuckets);
  const bucketFrequencies = documentFrequencies(documents, ofTerms);
  const buckets = frequentBuckets(bucketFrequencies, minimumFrequency);
  const idf = inverseDocumentFrequencies(
    buckets.map((bucket) => bucketFrequencies[bucket]!),
    documents.rows,
  );
  const ngrams = ngramCounts(ofTerms, buckets);
  scaleColumns(ngrams, idf);
  const scaled = { ...documents, values: documents.values.slice() };
  scaleRows(scaled, inverseNorms(documents, ngrams));
  const operator = chain(sparseOperator(scaled), sparseOperator(ngrams));
  const found = await randomizedSvd(operator, dimensions, random, kernels);
  const right = found.right.columns > 0 ? found.right : matrix(ngrams.columns, 1);
  return {
    termVectors: sparseTimes(ngrams, right),
    offset: null,
    buckets,
    ngramVectors: scaledRows(right, idf),
  };
}

/** In how many documents each bucket occurs. */
function documentFrequencies(documents: SparseMatrix, ofTerms: readonly Int32Array[]): Int32Array {
  const frequencies = new Int32Array(BUCKET_COUNT);
  const lastSeenIn = new Int32Array(BUCKET_COUNT).fill(-1);
  for (let document = 0; document < documents.rows; document++) {
    for (let at = documents.starts[document]!; at < documents.starts[document + 1]!; at++) {
      for (const bucket of ofTerms[documents.indices[at]!]!) {
        if (lastSeenIn[bucket] !== document) frequencies[bucket]!++;
        lastSeenIn[bucket] = document;
      }
    }
  }
  return frequencies;
}

/** The most frequent buckets that occur in at least `minimum` documents, in rising order. */
function frequentBuckets(frequencies: Int32Array, minimum: number): Int32Array {
  const frequent = Int32Array.from(frequencies.keys()).filter((bucket) => frequencies[bucket]! >= minimum);
  return frequent
    .sort((a, b) => frequencies[b]! - frequencies[a]! || a - b)
    .slice(0, MOST_NGRAMS)
    .sort();
}

/** How often each known n-gram occurs in each term (terms × buckets.length). */
function ngramCounts(ofTerms: readonly Int32Array[], buckets: Int32Array): SparseMatrix {
  const places = bucketPlaces(buckets);
  const known = ofTerms.map((all) => all.map((bucket) => places[bucket]!).filter((place) => place >= 0));
  return termCounts(known, buckets.length);
}

/** The place of each bucket in the list, −1 for those that are not in it (BUCKET_COUNT). */
export function bucketPlaces(buckets: Int32Array): Int32Array {
  const places = new Int32Array(BUCKET_COUNT).fill(-1);
  buckets.forEach((bucket, place) => {
    places[bucket] = place;
  });
  return places;
}

/** 1 / ‖row‖ of terms·ngrams, row by row; 0 for empty rows. */
function inverseNorms(terms: SparseMatrix, ngrams: SparseMatrix): Float32Array {
  const row = new Float64Array(ngrams.columns);
  return Float32Array.from({ length: terms.rows }, (_, document) => {
    const entries = terms.indices.subarray(terms.starts[document]!, terms.starts[document + 1]!);
    entries.forEach((term, i) => {
      const count = terms.values[terms.starts[document]! + i]!;
      for (let at = ngrams.starts[term]!; at < ngrams.starts[term + 1]!; at++) {
        row[ngrams.indices[at]!]! += count * ngrams.values[at]!;
      }
    });
    const squares = drainSquares(row, entries, ngrams);
    return squares > 0 ? 1 / Math.sqrt(squares) : 0;
  });
}

/** The sum of squares of the places that these terms touch, which are set back to zero. */
function drainSquares(row: Float64Array, entries: Int32Array, ngrams: SparseMatrix): number {
  let squares = 0;
  for (const term of entries) {
    for (let at = ngrams.starts[term]!; at < ngrams.starts[term + 1]!; at++) {
      const place = ngrams.indices[at]!;
      squares += row[place]! ** 2;
      row[place] = 0;
    }
  }
  return squares;
}
