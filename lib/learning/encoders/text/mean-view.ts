import { denseOperator } from "../../linear-algebra/linear-operator";
import { principalComponents } from "../../linear-algebra/principal-components";
import { randomizedSvd } from "../../linear-algebra/randomized-svd";
import { type SparseMatrix, sparseTimes } from "../../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../../matrix";
import type { EncoderContext } from "../encoder";
import { positivePmi } from "./positive-pmi";
import { scaleRows } from "./tfidf";
import type { TermView } from "./view";

/** Dimensions of word vectors beyond those that the view keeps. */
const SPARE_DIMENSIONS = 16;

/**
 * Word vectors u·sqrt(s) from the positive PMI of `counts` (terms × contexts, consumed), averaged over a document
 * with smooth inverse frequency weights a / (a + p(term)) (Arora, Liang & Ma 2017), centred and reduced to the
 * principal components of the corpus. All of it is linear, so it folds into one vector a term.
 * `documents` holds how often each term occurs in each document.
 */
export async function meanView(
  documents: SparseMatrix,
  counts: Matrix,
  smoothing: number,
  dimensions: number,
  { kernels, random }: EncoderContext,
): Promise<TermView> {
  positivePmi(counts);
  const pmi = denseOperator(counts, kernels);
  const { left, values } = await randomizedSvd(pmi, dimensions + SPARE_DIMENSIONS, random, kernels);
  const weights = smoothInverseFrequencies(documents, smoothing);
  for (let term = 0, at = 0; term < left.rows; term++) {
    for (let k = 0; k < left.columns; k++, at++) left.data[at]! *= weights[term]! * Math.sqrt(values[k]!);
  }
  const means = sparseTimes(shares(documents), left);
  const { mean, components } = await principalComponents(means, dimensions, random, kernels);
  const projectedMean = await kernels.multiply(matrix(1, mean.length, mean), components);
  return {
    termVectors: await kernels.multiply(left, components),
    offset: projectedMean.data.map((value) => -value),
  };
}

/** a / (a + p), p being the term's share of all tokens of the vocabulary. */
function smoothInverseFrequencies({ columns, indices, values }: SparseMatrix, a: number): Float64Array {
  const counts = new Float64Array(columns);
  for (let at = 0; at < values.length; at++) counts[indices[at]!]! += values[at]!;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => a / (a + count / total));
}

/** Each term's share of its document; documents without any term are left out. */
function shares({ columns, starts, indices, values }: SparseMatrix): SparseMatrix {
  const filled = starts.filter((start, i) => i === 0 || start > starts[i - 1]!);
  const rows = filled.length - 1;
  const shared = { rows, columns, starts: filled, indices, values: values.slice() };
  const lengths = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let at = filled[row]!; at < filled[row + 1]!; at++) lengths[row]! += values[at]!;
  }
  scaleRows(
    shared,
    lengths.map((length) => 1 / length),
  );
  return shared;
}
