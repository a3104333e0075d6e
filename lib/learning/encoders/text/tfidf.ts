import type { SparseMatrix } from "../../linear-algebra/sparse-matrix";

/** Smoothed inverse document frequency, log((1 + n) / (1 + df)) + 1. */
export function inverseDocumentFrequencies(
  documentFrequencies: Int32Array,
  documentCount: number,
): Float32Array {
  return Float32Array.from(documentFrequencies, (df) => Math.log((1 + documentCount) / (1 + df)) + 1);
}

/** How often each term below `termCount` occurs in each document (documents × termCount), in rising order. */
export function termCounts(documents: readonly Int32Array[], termCount: number): SparseMatrix {
  const starts = new Int32Array(documents.length + 1);
  const tokenCount = documents.reduce((sum, document) => sum + document.length, 0);
  const indices = new Int32Array(tokenCount);
  const values = new Float32Array(tokenCount);
  let end = 0;
  documents.forEach((document, row) => {
    const sorted = document.slice().sort();
    for (let i = 0; i < sorted.length && sorted[i]! < termCount; i++) {
      if (i === 0 || sorted[i] !== sorted[i - 1]) indices[end++] = sorted[i]!;
      values[end - 1]!++;
    }
    starts[row + 1] = end;
  });
  return {
    rows: documents.length,
    columns: termCount,
    starts,
    indices: indices.slice(0, end),
    values: values.slice(0, end),
  };
}

/**
 * Rows of length 1 (0 for empty ones) of (1 + log count)·idf: counts dampened, since the tenth occurrence of a
 * term says less than the first (Manning, Raghavan & Schütze 2008, section 6.4.1).
 */
export function sublinearTfidf(counts: SparseMatrix, idf: Float32Array): SparseMatrix {
  const weighted = { ...counts, values: counts.values.map((count) => 1 + Math.log(count)) };
  scaleColumns(weighted, idf);
  scaleRows(weighted, inverseRowNorms(weighted));
  return weighted;
}

/** Multiplies column j by `factors[j]`, in place. */
export function scaleColumns({ indices, values }: SparseMatrix, factors: Float32Array): void {
  for (let at = 0; at < values.length; at++) values[at]! *= factors[indices[at]!]!;
}

/** Multiplies row i by `factors[i]`, in place. */
export function scaleRows({ rows, starts, values }: SparseMatrix, factors: Float32Array): void {
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) values[at]! *= factors[row]!;
  }
}

/** 1 / ‖row‖ for every row; 0 for empty rows. */
export function inverseRowNorms({ rows, starts, values }: SparseMatrix): Float32Array {
  const inverses = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let squares = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) squares += values[at]! ** 2;
    if (squares > 0) inverses[row] = 1 / Math.sqrt(squares);
  }
  return inverses;
}
