import { denseOperator } from "../../linear-algebra/linear-operator";
import { principalComponents } from "../../linear-algebra/principal-components";
import { randomizedSvd } from "../../linear-algebra/randomized-svd";
import { addScaled } from "../../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../../matrix";
import type { EncoderContext } from "../encoder";
import type { Corpus } from "./corpus";
import { positivePmi } from "./positive-pmi";
import type { TermView } from "./view";

const WORD_DIMENSIONS = 150;

/**
 * Word vectors u·sqrt(s) from the positive PMI of `counts` (consumed), averaged over a document with
 * smooth inverse frequency weights a / (a + p(term)) (Arora, Liang & Ma 2017), centred and reduced to the
 * principal components of the corpus. All of it is linear, so it folds into one vector a term.
 */
export async function meanView(
  corpus: Corpus,
  counts: Matrix,
  smoothing: number,
  dimensions: number,
  { kernels, random }: EncoderContext,
): Promise<TermView> {
  positivePmi(counts);
  const { left, values } = await randomizedSvd(
    denseOperator(counts, kernels),
    WORD_DIMENSIONS,
    random,
    kernels,
  );
  const weights = smoothInverseFrequencies(corpus.documents, counts.rows, smoothing);
  for (let term = 0; term < left.rows; term++) {
    for (let k = 0; k < left.columns; k++)
      left.data[term * left.columns + k]! *= weights[term]! * Math.sqrt(values[k]!);
  }
  const means = documentMeans(corpus.documents, left);
  const { mean, components } = await principalComponents(means, dimensions, random, kernels);
  const projectedMean = await kernels.multiply(matrix(1, mean.length, mean), components);
  return {
    termVectors: await kernels.multiply(left, components),
    offset: projectedMean.data.map((value) => -value),
  };
}

/** a / (a + p), p being the term's share of all tokens of the vocabulary. */
function smoothInverseFrequencies(
  documents: readonly Int32Array[],
  termCount: number,
  a: number,
): Float64Array {
  const counts = new Float64Array(termCount);
  let total = 0;
  for (const document of documents) {
    for (const term of document) {
      if (term >= termCount) continue;
      counts[term]!++;
      total++;
    }
  }
  return counts.map((count) => a / (a + count / total));
}

/** The mean vector of each document's known terms; documents without any are left out. */
function documentMeans(documents: readonly Int32Array[], vectors: Matrix): Matrix {
  const known = documents.map((document) => document.filter((term) => term < vectors.rows));
  const filled = known.filter((document) => document.length > 0);
  const means = matrix(filled.length, vectors.columns);
  filled.forEach((document, row) => {
    for (const term of document) {
      const share = 1 / document.length;
      addScaled(
        means.data,
        row * vectors.columns,
        vectors.data,
        term * vectors.columns,
        share,
        vectors.columns,
      );
    }
  });
  return means;
}
