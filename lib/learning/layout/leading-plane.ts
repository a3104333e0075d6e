import { type Matrix, rowOf } from "../matrix";
import type { Random } from "../random";

/** Rows from which the plane is found: two directions of a pool are known well from these. */
const MOST_SAMPLED = 2_000;
const ITERATIONS = 25;
/** A squared length below this is what float32 rounding leaves of equal rows. */
const NOTHING = 1e-9;

/**
 * Coordinates of all rows (n × d) along the first two principal components of a random part of them: n × 2. By
 * orthogonal iteration (Golub & Van Loan 2013, 8.2.4), which needs no kernels: two directions are cheap. A pool that
 * varies in fewer directions has zeros along the rest.
 */
export function leadingPlane(embeddings: Matrix, random: Random): Float32Array {
  const { rows, columns } = embeddings;
  const sampled =
    rows <= MOST_SAMPLED
      ? Int32Array.from({ length: rows }, (_, row) => row)
      : Int32Array.from({ length: MOST_SAMPLED }, () => random.integer(rows));
  const mean = meanOf(embeddings, sampled);
  const axes = [randomDirection(columns, random), randomDirection(columns, random)] as const;
  for (let i = 0; i < ITERATIONS; i++) {
    const next = axes.map(() => new Float64Array(columns));
    for (const row of sampled) accumulate(rowOf(embeddings, row), mean, axes, next);
    for (const [a, axis] of axes.entries()) axis.set(next[a]!);
    orthonormalisePair(axes);
  }
  return project(embeddings, mean, axes);
}

type Axes = readonly [Float64Array, Float64Array];

function meanOf(embeddings: Matrix, sampled: Int32Array): Float64Array {
  const mean = new Float64Array(embeddings.columns);
  for (const row of sampled) {
    const values = rowOf(embeddings, row);
    for (let j = 0; j < mean.length; j++) mean[j]! += values[j]! / sampled.length;
  }
  return mean;
}

function randomDirection(columns: number, random: Random): Float64Array {
  return Float64Array.from({ length: columns }, () => random.normal());
}

/** Adds (x - mean)(x - mean)ᵀ·axis to each of `next`. */
function accumulate(values: Float32Array, mean: Float64Array, axes: Axes, next: Float64Array[]): void {
  for (let a = 0; a < axes.length; a++) {
    const along = dotCentred(values, mean, axes[a]!);
    const sum = next[a]!;
    for (let j = 0; j < mean.length; j++) sum[j]! += along * (values[j]! - mean[j]!);
  }
}

function dotCentred(values: Float32Array, mean: Float64Array, axis: Float64Array): number {
  let along = 0;
  for (let j = 0; j < mean.length; j++) along += (values[j]! - mean[j]!) * axis[j]!;
  return along;
}

/** Gram & Schmidt; an axis of which nothing is left becomes zero. */
function orthonormalisePair([first, second]: Axes): void {
  normalise(first);
  let along = 0;
  for (let j = 0; j < first.length; j++) along += first[j]! * second[j]!;
  for (let j = 0; j < first.length; j++) second[j]! -= along * first[j]!;
  normalise(second);
}

function normalise(axis: Float64Array): void {
  let square = 0;
  for (let j = 0; j < axis.length; j++) square += axis[j]! ** 2;
  const scale = square > NOTHING ** 2 ? 1 / Math.sqrt(square) : 0;
  for (let j = 0; j < axis.length; j++) axis[j]! *= scale;
}

function project(embeddings: Matrix, mean: Float64Array, [first, second]: Axes): Float32Array {
  const places = new Float32Array(embeddings.rows * 2);
  for (let row = 0; row < embeddings.rows; row++) {
    const values = rowOf(embeddings, row);
    places[2 * row] = dotCentred(values, mean, first);
    places[2 * row + 1] = dotCentred(values, mean, second);
  }
  return places;
}
