import { choleskyFactor, solveLower, solveUpper } from "../linear-algebra/cholesky";
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
const FLOORS = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
/** From one round to the next, curves jump by 1 to 2.5 % of their error (`bench/forecast/recordings`): what 3 to 6 % make. */
const STRAYS = [0.03, 0.06, 0.12];

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
  const known = correlations(evidence.labels, evidence.labels);
  const cells = EXPONENTS.flatMap((exponent) =>
    FLOORS.flatMap((floor) => STRAYS.map((stray) => fitCell(evidence, known, { exponent, floor, stray }))),
  );
  const best = Math.max(...cells.map(({ logLikelihood }) => logLikelihood));
  const weights = cells.map(({ logLikelihood }) => Math.exp(logLikelihood - best));
  const asked = {
    at,
    withKnown: at.map((labels) => correlations([labels], evidence.labels)),
    amongThem: correlations(at, at),
  };
  return systematicCounts(weights, count, random).flatMap((times, i) =>
    times === 0 ? [] : drawFromCell(cells[i]!, evidence, asked, times, random),
  );
}

interface Shape {
  readonly exponent: number;
  readonly floor: number;
  readonly stray: number;
}

/** A curve of one shape, of a height that is not known. */
interface Cell {
  readonly shape: Shape;
  readonly logLikelihood: number;
  /** Standard deviation of straying at each measured point. */
  readonly reaches: readonly number[];
  /** Factor of the covariance of everything measured. */
  readonly factor: Float64Array;
  /** The design columns and the measured errors, whitened. */
  readonly design: readonly Float64Array[];
  readonly measured: Float64Array;
  /** Heights by least squares, and the factor of their precision. */
  readonly heights: Float64Array;
  readonly precision: Float64Array;
}

function fitCell(evidence: CurveEvidence, known: Float64Array, shape: Shape): Cell {
  const { labels, errors, beside, covariance } = evidence;
  const m = labels.length;
  const size = m + (beside === null ? 0 : 1);
  const law = labels.map((n) => lawAt(n, evidence, shape));
  const reaches = strayReaches(law, evidence, shape);
  const total = Float64Array.from(covariance);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) total[i * size + j]! += reaches[i]! * reaches[j]! * known[i * m + j]!;
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
  const misfit = residual({ design, measured }, heights).reduce((sum, value) => sum + value ** 2, 0);
  const logLikelihood = -0.5 * misfit - logDiagonal(factor, size) - logDiagonal(precision, k);
  return { shape, logLikelihood, reaches, factor, design, measured, heights, precision };
}

/** The law's error after `n` labels, as a share of that after the last measured ones. */
function lawAt(n: number, { labels }: CurveEvidence, { exponent, floor }: Shape): number {
  return floor + (1 - floor) * (n / labels.at(-1)!) ** -exponent;
}

/** Where the law gives these shares of the last error. */
function strayReaches(
  law: readonly number[],
  { labels, errors, covariance }: CurveEvidence,
  { stray }: Shape,
): number[] {
  const [m, size] = [labels.length, Math.sqrt(covariance.length)];
  // A standard error more, since a model that made few mistakes on the holdout may make more elsewhere.
  const height = errors.at(-1)! + Math.sqrt(covariance[(m - 1) * size + m - 1]!);
  return law.map((share) => stray * height * share);
}

/** How alike a curve strays at these and at those numbers of labels (these × those). */
function correlations(these: readonly number[], those: readonly number[]): Float64Array {
  return Float64Array.from(
    these.flatMap((n) => those.map((other) => Math.exp(-Math.abs(Math.log(n / other)) / MEMORY))),
  );
}

/** What is asked for: numbers of labels, and how alike a curve strays there. */
interface Asked {
  readonly at: readonly number[];
  readonly withKnown: readonly Float64Array[];
  readonly amongThem: Float64Array;
}

/** Heights first; then the curve, given them and what was measured. */
function drawFromCell(
  cell: Cell,
  evidence: CurveEvidence,
  { at, withKnown, amongThem }: Asked,
  times: number,
  random: Random,
): CurveDraw[] {
  const { shape, reaches, factor } = cell;
  const hasBeside = evidence.beside !== null;
  const law = at.map((n) => lawAt(n, evidence, shape));
  const askedReaches = strayReaches(law, evidence, shape);
  // Whitened covariances of each asked point with everything measured.
  const shared = withKnown.map((alike, i) => {
    const known = Array.from(alike, (share, j) => share * askedReaches[i]! * reaches[j]!);
    return solveLower(factor, hasBeside ? [...known, 0] : known);
  });
  const leftFactor = factorOfLeft(askedReaches, amongThem, shared);
  const f = at.length;
  return Array.from({ length: times }, () => {
    const heights = drawHeights(cell, random);
    const left = residual(cell, heights);
    const noise = Float64Array.from({ length: f }, () => random.normal());
    const errors = Float64Array.from({ length: f }, (_, i) => {
      let stray = dot(shared[i]!, left);
      for (let k = 0; k <= i; k++) stray += leftFactor[i * f + k]! * noise[k]!;
      return Math.max(0, heights[0]! * law[i]! + stray);
    });
    return { errors, beside: hasBeside ? Math.max(0, heights[1]!) : Number.NaN };
  });
}

/** Factor of the covariance that what was measured leaves to the asked points. */
function factorOfLeft(
  reaches: readonly number[],
  alike: Float64Array,
  shared: readonly Float64Array[],
): Float64Array {
  const f = reaches.length;
  const left = new Float64Array(f * f);
  for (let i = 0; i < f; i++) {
    for (let j = 0; j <= i; j++) {
      const rounding = i === j ? 1e-12 : 0;
      left[i * f + j] =
        reaches[i]! * reaches[j]! * alike[i * f + j]! - dot(shared[i]!, shared[j]!) + rounding;
    }
  }
  return choleskyFactor(left, f);
}

/** What heights leave of the measured errors, whitened. */
function residual({ design, measured }: Pick<Cell, "design" | "measured">, heights: Float64Array) {
  return measured.map((value, i) =>
    design.reduce((rest, column, c) => rest - column[i]! * heights[c]!, value),
  );
}

/** Tries to draw a height above 0 so often; then the smallest that was measured stands for it. */
const MOST_TRIES = 50;

function drawHeights({ heights, precision }: Cell, random: Random): Float64Array {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const noise = solveUpper(
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
  return solveUpper(factor, solveLower(factor, b));
}
