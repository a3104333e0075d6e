import { choleskyFactor, solveLower } from "../linear-algebra/cholesky";
import type { Random } from "../random";

/** Points of one curve, and how their errors of measurement vary together. */
export interface CurveEvidence {
  /** Ascending, above 0. */
  readonly labels: readonly number[];
  readonly errors: readonly number[];
  /**
   * An error that was measured beside the curve, on the same samples, and is no point of it; null for none.
   */
  readonly beside: number | null;
  /** Of the errors of measurement, row-major; the last row and column are those of `beside`, where there is one. */
  readonly covariance: Float64Array;
}

/** One possible truth. */
export interface CurveDraw {
  /** At each asked number of labels, at least 0. */
  readonly errors: Float64Array;
  /** The truth of `beside`; NaN without it. */
  readonly beside: number;
}

/** Shapes of a curve: exponent, the floor as a share of the last error, and how far it strays from the law. */
const EXPONENTS = [0.08, 0.14, 0.22, 0.32, 0.45, 0.62, 0.85, 1.2, 1.7];
const FLOORS = [0, 0.2, 0.4, 0.6, 0.75, 0.88, 0.96];
const STRAYS = [0.01, 0.03, 0.06, 0.12];

/** Over this factor of labels (e to the power of it) a curve forgets where it strayed. */
const MEMORY = 0.5;

/**
 * Draws curves error(n) = c + a·n⁻ᵇ (Hestness et al. 2017; Rosenfeld et al. 2020), given points that err together. Real
 * curves stray from the law; a Gaussian process does so by a share of the error, along the logarithm of labels. Exponent,
 * floor and straying are averaged over a grid, each as likely as it makes the points; the height has a flat prior and is
 * solved for (generalised least squares). So what the points leave open stays open in the draws.
 */
export function drawCurves(
  evidence: CurveEvidence,
  at: readonly number[],
  count: number,
  random: Random,
): CurveDraw[] {
  const cells = EXPONENTS.flatMap((exponent) =>
    FLOORS.flatMap((floor) => STRAYS.map((stray) => fitCell(evidence, { exponent, floor, stray }))),
  );
  const best = Math.max(...cells.map(({ logLikelihood }) => logLikelihood));
  const weights = cells.map(({ logLikelihood }) => Math.exp(logLikelihood - best));
  return systematicCounts(weights, count, random).flatMap((times, i) =>
    times === 0 ? [] : drawFromCell(cells[i]!, evidence, at, times, random),
  );
}

interface Shape {
  readonly exponent: number;
  readonly floor: number;
  readonly stray: number;
}

interface Cell {
  readonly shape: Shape;
  readonly logLikelihood: number;
  /** Factor of the covariance of everything measured. */
  readonly factor: Float64Array;
  /** The design columns and the measured errors, whitened. */
  readonly design: readonly Float64Array[];
  readonly measured: Float64Array;
  /** Heights by least squares, and the factor of their precision. */
  readonly heights: Float64Array;
  readonly precision: Float64Array;
}

function fitCell(evidence: CurveEvidence, shape: Shape): Cell {
  const { labels, errors, beside, covariance } = evidence;
  const m = labels.length;
  const size = m + (beside === null ? 0 : 1);
  const law = labels.map((n) => lawAt(n, labels.at(-1)!, shape));
  const total = Float64Array.from(covariance);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++)
      total[i * size + j]! += strayCovariance(evidence, shape, labels[i]!, labels[j]!);
  }
  const factor = choleskyFactor(total, size);
  const columns =
    beside === null
      ? [law]
      : [
          [...law, 0],
          [...law.map(() => 0), 1],
        ];
  const design = columns.map((column) => solveLower(factor, column));
  const measured = solveLower(factor, beside === null ? errors : [...errors, beside]);
  const k = design.length;
  const precision = choleskyFactor(
    Float64Array.from({ length: k * k }, (_, at) => dot(design[Math.floor(at / k)]!, design[at % k]!)),
    k,
  );
  const heights = solveCholesky(
    precision,
    design.map((column) => dot(column, measured)),
  );
  let misfit = 0;
  for (let i = 0; i < size; i++) {
    const fitted = design.reduce((sum, column, c) => sum + column[i]! * heights[c]!, 0);
    misfit += (measured[i]! - fitted) ** 2;
  }
  const logLikelihood = -0.5 * misfit - logDiagonal(factor, size) - logDiagonal(precision, k);
  return { shape, logLikelihood, factor, design, measured, heights, precision };
}

/** The law's error after `n` labels, as a share of that after `reference`. */
function lawAt(n: number, reference: number, { exponent, floor }: Shape): number {
  return floor + (1 - floor) * (n / reference) ** -exponent;
}

function strayCovariance(
  { labels, errors, covariance }: CurveEvidence,
  shape: Shape,
  n: number,
  other: number,
) {
  const m = labels.length;
  const size = Math.sqrt(covariance.length);
  // A model that made no mistake on the holdout makes some elsewhere.
  const height = Math.max(errors.at(-1)!, Math.sqrt(covariance[(m - 1) * size + m - 1]!));
  const reach = (one: number) => shape.stray * height * lawAt(one, labels.at(-1)!, shape);
  return reach(n) * reach(other) * Math.exp(-Math.abs(Math.log(n / other)) / MEMORY);
}

/** Heights first; then the curve, given them and what was measured. */
function drawFromCell(
  cell: Cell,
  evidence: CurveEvidence,
  at: readonly number[],
  times: number,
  random: Random,
): CurveDraw[] {
  const { shape, factor, design, measured } = cell;
  const { labels, beside } = evidence;
  const law = at.map((n) => lawAt(n, labels.at(-1)!, shape));
  // Whitened covariances of each asked point with everything measured.
  const shared = at.map((n) => {
    const known = labels.map((other) => strayCovariance(evidence, shape, n, other));
    return solveLower(factor, beside === null ? known : [...known, 0]);
  });
  const f = at.length;
  const left = Float64Array.from({ length: f * f }, (_, place) => {
    const [i, j] = [Math.floor(place / f), place % f];
    const rounding = i === j ? 1e-12 : 0;
    return strayCovariance(evidence, shape, at[i]!, at[j]!) - dot(shared[i]!, shared[j]!) + rounding;
  });
  const leftFactor = choleskyFactor(left, f);
  return Array.from({ length: times }, () => {
    const heights = drawHeights(cell, random);
    const residual = measured.map((value, i) => {
      return value - design.reduce((sum, column, c) => sum + column[i]! * heights[c]!, 0);
    });
    const noise = Float64Array.from({ length: f }, () => random.normal());
    const errors = Float64Array.from({ length: f }, (_, i) => {
      let stray = dot(shared[i]!, residual);
      for (let k = 0; k <= i; k++) stray += leftFactor[i * f + k]! * noise[k]!;
      return Math.max(0, heights[0]! * law[i]! + stray);
    });
    return { errors, beside: beside === null ? Number.NaN : Math.max(0, heights[1]!) };
  });
}

/** Tries to draw a height above 0 so often; then the smallest that was measured stands for it. */
const MOST_TRIES = 50;

function drawHeights({ heights, precision }: Cell, random: Random): Float64Array {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const noise = solveTransposed(
      precision,
      heights.map(() => random.normal()),
    );
    const drawn = heights.map((height, i) => height + noise[i]!);
    if (drawn[0]! > 0) return drawn;
  }
  return heights.map((height) => Math.max(0, height));
}

/** How often each cell is drawn: its share of `count`, rounded by one random offset (systematic resampling). */
function systematicCounts(weights: readonly number[], count: number, random: Random): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [reached, taken] = [0, 0];
  const offset = random.next();
  return weights.map((weight) => {
    reached += weight;
    const until = Math.floor((reached / total) * count + offset);
    const times = until - taken;
    taken = until;
    return times;
  });
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function logDiagonal(factor: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i]!);
  return sum;
}

function solveCholesky(factor: Float64Array, b: ArrayLike<number>): Float64Array {
  return solveTransposed(factor, solveLower(factor, b));
}

/** x with Lᵀ·x = b. */
function solveTransposed(factor: Float64Array, b: ArrayLike<number>): Float64Array {
  const n = b.length;
  const x = Float64Array.from(b);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k * n + i]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  return x;
}
