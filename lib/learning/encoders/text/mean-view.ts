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

/** The most frequent terms, whose rows the factorisation sees; the vectors of others are folded in. */
const MOST_FACTORISED_TERMS = 6_000;

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
  context: EncoderContext,
): Promise<TermView> {
  const { kernels, random } = context;
  positivePmi(counts);
  const vectors = await wordVectors(counts, dimensions + SPARE_DIMENSIONS, context);
  const weights = smoothInverseFrequencies(documents, smoothing);
  for (let at = 0; at < vectors.data.length; at++)
    vectors.data[at]! *= weights[Math.floor(at / vectors.columns)]!;
  const means = sparseTimes(shares(documents), vectors);
  const { mean, components } = await principalComponents(means, dimensions, random, kernels);
  const projectedMean = await kernels.multiply(matrix(1, mean.length, mean), components);
  return {
    termVectors: await kernels.multiply(vectors, components),
    offset: projectedMean.data.map((value) => -value),
  };
}

/** A ≈ u·s·vᵀ of the leading rows gives v; all rows then follow from u·sqrt(s) = A·v / sqrt(s). */
async function wordVectors(pmi: Matrix, rank: number, { kernels, random }: EncoderContext): Promise<Matrix> {
  const rows = Math.min(pmi.rows, MOST_FACTORISED_TERMS);
  const leading = matrix(rows, pmi.columns, pmi.data.subarray(0, rows * pmi.columns));
  const { values, right } = await randomizedSvd(denseOperator(leading, kernels), rank, random, kernels);
  for (let at = 0; at < right.data.length; at++) right.data[at]! /= Math.sqrt(values[at % right.columns]!);
  return kernels.multiply(pmi, right);
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
