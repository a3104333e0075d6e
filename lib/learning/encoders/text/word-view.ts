import { randomizedSvd } from "../../linear-algebra/randomized-svd";
import { sparseOperator } from "../../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../../matrix";
import type { EncoderContext } from "../encoder";
import type { Corpus } from "./corpus";
import { inverseDocumentFrequencies, inverseRowNorms, scaleColumns, scaleRows, termCounts } from "./tfidf";
import type { TermView } from "./view";

/** Latent semantic analysis (Deerwester et al. 1990) of the words' TF-IDF, rows of length 1. */
export async function wordView(
  corpus: Corpus,
  termCount: number,
  dimensions: number,
  { kernels, random }: EncoderContext,
): Promise<TermView> {
  const counts = termCounts(corpus.documents, termCount);
  const frequencies = corpus.documentFrequencies.subarray(0, termCount);
  const idf = inverseDocumentFrequencies(frequencies, corpus.documents.length);
  scaleColumns(counts, idf);
  scaleRows(counts, inverseRowNorms(counts));
  const { right } = await randomizedSvd(sparseOperator(counts), dimensions, random, kernels);
  return { termVectors: scaledRows(right, idf), offset: null };
}

/** Row i times `factors[i]`, as a new matrix. */
export function scaledRows(m: Matrix, factors: Float32Array): Matrix {
  return matrix(
    m.rows,
    m.columns,
    m.data.map((value, at) => value * factors[Math.floor(at / m.columns)]!),
  );
}
