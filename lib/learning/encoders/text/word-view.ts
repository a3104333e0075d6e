import { randomizedSvd } from "../../linear-algebra/randomized-svd";
import { type SparseMatrix, sparseOperator } from "../../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../../matrix";
import type { EncoderContext } from "../encoder";
import { inverseRowNorms, scaleColumns, scaleRows } from "./tfidf";
import type { TermView } from "./view";

/**
 * Latent semantic analysis (Deerwester et al. 1990) of the words' TF-IDF, rows of length 1. `documents` holds how
 * often each term occurs in each document.
 */
export async function wordView(
  documents: SparseMatrix,
  idf: Float32Array,
  dimensions: number,
  { kernels, random }: EncoderContext,
): Promise<TermView> {
  const tfidf = { ...documents, values: documents.values.slice() };
  scaleColumns(tfidf, idf);
  scaleRows(tfidf, inverseRowNorms(tfidf));
  const { right } = await randomizedSvd(sparseOperator(tfidf), dimensions, random, kernels);
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
