import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../matrix";

/** Share of its degree by which a sample is held at 0: keeps parts of the graph without a label at 0. */
export const DAMPING = 1e-3;

export interface LaplacePrecision {
  /** Stop when every column's residual has fallen to this share of its right-hand side. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** Labeled rows of the graph and their classes, 0..classCount-1. */
export interface GraphLabels {
  readonly rows: Int32Array;
  readonly classes: Int32Array;
  readonly classCount: number;
}

/**
 * Laplace learning (Zhu, Ghahramani & Lafferty 2003) with a little Tikhonov damping: the scores F (rows × c) that
 * minimise Σᵢⱼ wᵢⱼ|Fᵢ − Fⱼ|²/2 + 0.001·Σᵢ dᵢ|Fᵢ|² with F fixed to one-hot rows at the labels. Solved by conjugate
 * gradients with Jacobi preconditioning, all columns side by side, from zeros. Scores are within 0..1 up to the tolerance.
 *
 * The scores of a round before are no start: ten labels more leave so small a residual that the iteration ends at once,
 * far from the solution where scores are small, and a worker that has lost them would find others.
 */
export function laplaceLearning(
  affinities: SparseMatrix,
  degrees: Float32Array,
  labels: GraphLabels,
  precision: LaplacePrecision,
): Matrix {
  const { rows } = affinities;
  const c = labels.classCount;
  const f = matrix(rows, c);
  // 0 marks the fixed rows: they take no step, and what would push them is dropped.
  const inverseDiagonal = degrees.map((degree) => (degree > 0 ? 1 / (degree * (1 + DAMPING)) : 0));
  const isFixed = new Uint8Array(rows);
  labels.rows.forEach((row, i) => {
    isFixed[row] = 1;
    inverseDiagonal[row] = 0;
    f.data[row * c + labels.classes[i]!] = 1;
  });
  const system = { affinities, degrees, inverseDiagonal, isFixed, c };
  const residual = new Float32Array(rows * c);
  const image = new Float32Array(rows * c);
  applySystem(system, f.data, image);
  for (let i = 0; i < residual.length; i++) residual[i] = -image[i]!;
  const direction = new Float32Array(rows * c);
  let { rho, square } = turn(system, residual, direction, new Float64Array(c));
  // Begun at zeros, the residual is the right-hand side.
  const enough = square.map((value) => precision.tolerance ** 2 * value);
  for (let iteration = 0; iteration < precision.maxIterations; iteration++) {
    if (square.every((value, j) => value <= enough[j]!)) break;
    const curvature = applySystem(system, direction, image);
    const alpha = quotients(rho, curvature);
    step(f.data, direction, residual, image, alpha);
    const before = rho;
    ({ rho, square } = turn(system, residual, direction, before));
  }
  return f;
}

/** A = D(1 + damping) − W on the free rows. */
interface System {
  readonly affinities: SparseMatrix;
  readonly degrees: Float32Array;
  /** 0 for fixed rows and for rows without a neighbour. */
  readonly inverseDiagonal: Float32Array;
  readonly isFixed: Uint8Array;
  readonly c: number;
}

/**
 * image = A·x on free rows, 0 on fixed ones, whose x counts as it stands; returns xᵀ·A·x by column. Neighbours are
 * taken two at a time, which saves a quarter of the time.
 */
function applySystem({ affinities, degrees, isFixed, c }: System, x: Float32Array, image: Float32Array) {
  const { rows, starts, indices, values } = affinities;
  const products = new Float64Array(c);
  const sums = new Float64Array(c);
  for (let row = 0; row < rows; row++) {
    if (isFixed[row]) continue;
    const to = row * c;
    const diagonal = degrees[row]! * (1 + DAMPING);
    for (let j = 0; j < c; j++) sums[j] = diagonal * x[to + j]!;
    const end = starts[row + 1]!;
    let at = starts[row]!;
    for (; at + 1 < end; at += 2) {
      const from = indices[at]! * c;
      const other = indices[at + 1]! * c;
      const weight = values[at]!;
      const otherWeight = values[at + 1]!;
      for (let j = 0; j < c; j++) sums[j]! -= weight * x[from + j]! + otherWeight * x[other + j]!;
    }
    if (at < end) {
      const from = indices[at]! * c;
      const weight = values[at]!;
      for (let j = 0; j < c; j++) sums[j]! -= weight * x[from + j]!;
    }
    for (let j = 0; j < c; j++) {
      image[to + j] = sums[j]!;
      products[j]! += x[to + j]! * sums[j]!;
    }
  }
  return products;
}

/** f += α·direction, residual −= α·image. */
function step(
  f: Float32Array,
  direction: Float32Array,
  residual: Float32Array,
  image: Float32Array,
  alpha: Float64Array,
): void {
  const c = alpha.length;
  for (let from = 0; from < f.length; from += c) {
    for (let j = 0; j < c; j++) {
      f[from + j]! += alpha[j]! * direction[from + j]!;
      residual[from + j]! -= alpha[j]! * image[from + j]!;
    }
  }
}

/**
 * The next direction: the preconditioned residual plus β times the last direction, where β = ρ / ρ before. Returns
 * ρ (residual · preconditioned residual) and the residual's square, by column.
 */
function turn(
  { inverseDiagonal, c }: System,
  residual: Float32Array,
  direction: Float32Array,
  before: Float64Array,
) {
  const rho = new Float64Array(c);
  const square = new Float64Array(c);
  for (let row = 0, i = 0; row < inverseDiagonal.length; row++) {
    const inverse = inverseDiagonal[row]!;
    for (let j = 0; j < c; j++, i++) {
      const squared = residual[i]! * residual[i]!;
      rho[j]! += inverse * squared;
      square[j]! += squared;
    }
  }
  const beta = quotients(rho, before);
  for (let row = 0, i = 0; row < inverseDiagonal.length; row++) {
    const inverse = inverseDiagonal[row]!;
    for (let j = 0; j < c; j++, i++) direction[i] = inverse * residual[i]! + beta[j]! * direction[i]!;
  }
  return { rho, square };
}

/** 0 where the divisor is 0: that column is solved. */
function quotients(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, j) => (b[j]! > 0 ? value / b[j]! : 0));
}
