import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../matrix";

/** Share of its degree by which a sample is held at 0: keeps parts of the graph without a label at 0. */
const DAMPING = 1e-3;

export interface LaplaceOptions {
  /** Scores to start from (rows × c); zeros when null. */
  readonly start: Matrix | null;
  /** Stop when every column's residual has fallen to this share of its right-hand side. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

/**
 * Laplace learning (Zhu, Ghahramani & Lafferty 2003) with a little Tikhonov damping: the scores F (rows × c) that
 * minimise Σᵢⱼ wᵢⱼ|Fᵢ − Fⱼ|²/2 + 0.001·Σᵢ dᵢ|Fᵢ|² with F fixed to one-hot rows at the labels. Solved by conjugate
 * gradients with Jacobi preconditioning, all columns side by side. Scores are within 0..1.
 */
export function laplaceLearning(
  affinities: SparseMatrix,
  degrees: Float32Array,
  labels: { readonly rows: Int32Array; readonly classes: Int32Array; readonly classCount: number },
  options: LaplaceOptions,
): Matrix {
  const { rows } = affinities;
  const c = labels.classCount;
  const isFixed = new Uint8Array(rows);
  const f = options.start ? matrix(rows, c, options.start.data.slice()) : matrix(rows, c);
  labels.rows.forEach((row, i) => {
    isFixed[row] = 1;
    f.data.fill(0, row * c, (row + 1) * c);
    f.data[row * c + labels.classes[i]!] = 1;
  });
  const diagonal = degrees.map((degree) => degree * (1 + DAMPING));
  // A = D(1 + damping) - W on the free rows; the fixed rows of F move to the right-hand side.
  const residual = new Float32Array(rows * c);
  multiplyFree(affinities, diagonal, isFixed, f.data, c, residual);
  for (let i = 0; i < residual.length; i++) residual[i] = -residual[i]!;
  const scale = rightHandSideNorms(affinities, isFixed, f.data, c);
  const preconditioned = new Float32Array(rows * c);
  const direction = new Float32Array(rows * c);
  const image = new Float32Array(rows * c);
  precondition(residual, diagonal, c, preconditioned);
  direction.set(preconditioned);
  let rho = columnDots(residual, preconditioned, c);
  for (let iteration = 0; iteration < options.maxIterations; iteration++) {
    const norms = columnDots(residual, residual, c);
    const isSolved = norms.every((norm, j) => Math.sqrt(norm) <= options.tolerance * scale[j]!);
    if (isSolved) break;
    multiplyFree(affinities, diagonal, isFixed, direction, c, image);
    const alpha = quotients(rho, columnDots(direction, image, c));
    addColumnScaled(f.data, direction, alpha, 1);
    addColumnScaled(residual, image, alpha, -1);
    precondition(residual, diagonal, c, preconditioned);
    const next = columnDots(residual, preconditioned, c);
    const beta = quotients(next, rho);
    for (let i = 0, j = 0; i < direction.length; i++) {
      direction[i] = preconditioned[i]! + beta[j]! * direction[i]!;
      if (++j === c) j = 0;
    }
    rho = next;
  }
  return f;
}

/** out = (diag(diagonal) − W)·x on free rows, 0 on fixed rows. Fixed rows of x count as they stand. */
function multiplyFree(
  { rows, starts, indices, values }: SparseMatrix,
  diagonal: Float32Array,
  isFixed: Uint8Array,
  x: Float32Array,
  c: number,
  out: Float32Array,
): void {
  for (let row = 0; row < rows; row++) {
    const to = row * c;
    if (isFixed[row]) {
      out.fill(0, to, to + c);
      continue;
    }
    const d = diagonal[row]!;
    for (let j = 0; j < c; j++) out[to + j] = d * x[to + j]!;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const from = indices[at]! * c;
      const weight = values[at]!;
      for (let j = 0; j < c; j++) out[to + j]! -= weight * x[from + j]!;
    }
  }
}

/** Norm of each column of W·F over the free rows that touch a fixed one. */
function rightHandSideNorms(
  { rows, starts, indices, values }: SparseMatrix,
  isFixed: Uint8Array,
  f: Float32Array,
  c: number,
): Float64Array {
  const squares = new Float64Array(c);
  const sums = new Float64Array(c);
  for (let row = 0; row < rows; row++) {
    if (isFixed[row]) continue;
    sums.fill(0);
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const other = indices[at]!;
      if (!isFixed[other]) continue;
      for (let j = 0; j < c; j++) sums[j]! += values[at]! * f[other * c + j]!;
    }
    for (let j = 0; j < c; j++) squares[j]! += sums[j]! ** 2;
  }
  return squares.map(Math.sqrt);
}

function precondition(residual: Float32Array, diagonal: Float32Array, c: number, out: Float32Array): void {
  for (let row = 0, i = 0; row < diagonal.length; row++) {
    const inverse = diagonal[row]! > 0 ? 1 / diagonal[row]! : 0;
    for (let j = 0; j < c; j++, i++) out[i] = inverse * residual[i]!;
  }
}

function columnDots(a: Float32Array, b: Float32Array, c: number): Float64Array {
  const dots = new Float64Array(c);
  for (let i = 0, j = 0; i < a.length; i++) {
    dots[j]! += a[i]! * b[i]!;
    if (++j === c) j = 0;
  }
  return dots;
}

/** 0 where the divisor is 0: that column is solved. */
function quotients(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, j) => (b[j]! > 0 ? value / b[j]! : 0));
}

function addColumnScaled(target: Float32Array, source: Float32Array, factors: Float64Array, sign: 1 | -1) {
  const c = factors.length;
  for (let i = 0, j = 0; i < target.length; i++) {
    target[i]! += sign * factors[j]! * source[i]!;
    if (++j === c) j = 0;
  }
}
