import type { SparseMatrix } from "../../linear-algebra/sparse-matrix";
import { type Corpus, countFrequentTerms } from "./corpus";
import { inverseDocumentFrequencies, termCounts } from "./tfidf";

const MOST_TERMS = 30_000;

/** In fewer documents than this every term counts; in more, one that occurs once says nothing of the others. */
const SMALL_CORPUS = 100;

/** The terms that a text encoder knows. */
export interface Vocabulary {
  /** The leading terms of the corpus, by falling document frequency. */
  readonly terms: readonly string[];
  /** The least document frequency of a term (or n-gram) that counts. */
  readonly minimumFrequency: number;
  /** How often each term occurs in each document of the corpus. */
  readonly documents: SparseMatrix;
  readonly idf: Float32Array;
}

export function chooseVocabulary(corpus: Corpus): Vocabulary {
  const minimumFrequency = corpus.documents.length < SMALL_CORPUS ? 1 : 2;
  const termCount = Math.min(countFrequentTerms(corpus, minimumFrequency), MOST_TERMS);
  const frequencies = corpus.documentFrequencies.subarray(0, termCount);
  return {
    terms: corpus.terms.slice(0, termCount),
    minimumFrequency,
    documents: termCounts(corpus.documents, termCount),
    idf: inverseDocumentFrequencies(frequencies, corpus.documents.length),
  };
}
