import type { Tridiagonal } from "./tridiagonalise";

const MAX_SWEEPS = 60;

/**
 * Implicit QL iteration (Dubrulle, Martin & Wilkinson 1968): changes `matrix` in place until its diagonal
 * holds the eigenvalues, unsorted, and row i of its rotation the eigenvector of eigenvalue i.
 */
export function diagonalise(matrix: Tridiagonal): void {
  const { diagonal, offDiagonal } = matrix;
  const n = diagonal.length;
  // Of the whole matrix: rounding leaves couplings of this size wherever a block is nearly zero.
  const negligible = Number.EPSILON * largestEntry(matrix);
  for (let first = 0; first < n; first++) {
    for (let sweep = 0; ; sweep++) {
      const last = endOfBlock(diagonal, offDiagonal, first, negligible);
      if (last === first) break;
      if (sweep === MAX_SWEEPS) throw new Error("The eigenvalue iteration did not converge.");
      sweepBlock(matrix, first, last);
    }
  }
}

function largestEntry({ diagonal, offDiagonal }: Tridiagonal): number {
  const larger = (most: number, value: number) => Math.max(most, Math.abs(value));
  return offDiagonal.reduce(larger, diagonal.reduce(larger, 0));
}

/** The first index from `first` on whose coupling to the next one is negligible. */
function endOfBlock(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  first: number,
  negligible: number,
): number {
  let last = first;
  while (last + 1 < diagonal.length && Math.abs(offDiagonal[last]!) > negligible) last++;
  return last;
}

/** One QL sweep with Wilkinson's shift: chases the bulge from `last` up to `first`. */
function sweepBlock({ diagonal, offDiagonal, rotation }: Tridiagonal, first: number, last: number): void {
  const slope = (diagonal[first + 1]! - diagonal[first]!) / (2 * offDiagonal[first]!);
  const root = slope >= 0 ? Math.hypot(slope, 1) : -Math.hypot(slope, 1);
  let g = diagonal[last]! - diagonal[first]! + offDiagonal[first]! / (slope + root);
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const f = sine * offDiagonal[i]!;
    const b = cosine * offDiagonal[i]!;
    const r = Math.sqrt(f * f + g * g);
    offDiagonal[i + 1] = r;
    if (r === 0) {
      diagonal[i + 1]! -= shift;
      offDiagonal[last] = 0;
      return;
    }
    [sine, cosine] = [f / r, g / r];
    g = diagonal[i + 1]! - shift;
    const t = (diagonal[i]! - g) * sine + 2 * cosine * b;
    shift = sine * t;
    diagonal[i + 1] = g + shift;
    g = cosine * t - b;
    rotateRows(rotation, diagonal.length, i, sine, cosine);
  }
  diagonal[first]! -= shift;
  offDiagonal[first] = g;
  offDiagonal[last] = 0;
}

/** Rotates rows i and i + 1. */
function rotateRows(q: Float64Array, n: number, i: number, sine: number, cosine: number): void {
  const lower = i * n;
  const upper = lower + n;
  for (let j = 0; j < n; j++) {
    const below = q[upper + j]!;
    q[upper + j] = sine * q[lower + j]! + cosine * below;
    q[lower + j] = cosine * q[lower + j]! - sine * below;
  }
}
