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
  /** Labels by which the law may begin late, as multiples of the last ones; all are as likely beforehand. */
  readonly delays: readonly number[];
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

/** Shapes of a curve: exponent at the last labels, the floor as a share of the last error, and how far it strays from the law. */
const EXPONENTS = [0.08, 0.14, 0.22, 0.32, 0.45, 0.62, 0.85, 1.2, 1.7];
/**
 * Of a curve that begins late, besides. Of C classes, a share of e^(−n/C) has none of n random labels: while that makes
 * the errors, a curve falls with the exponent n/C, faster than any law.
 */
const STEEP_EXPONENTS = [2.4, 3.4, 4.8];
const FLOORS = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
/** From one round to the next, curves jump by 1 to 2.5 % of their error (`bench/forecast/recordings`): what 3 to 6 % make. */
const STRAYS = [0.03, 0.06, 0.12];

/** Over this factor of labels (e to the power of it) a curve forgets where it strayed. */
const MEMORY = 0.5;

/**
 * Draws curves error(n) = c + a·(n + d)⁻ᵇ (Hestness et al. 2017; Rosenfeld et al. 2020), given points that err together.
 * Real curves stray from the law; a Gaussian process does so by a share of the error, along the logarithm of labels. Exponent,
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
  const cells = evidence.delays.flatMap((delay) =>
    (delay === 0 ? EXPONENTS : [...EXPONENTS, ...STEEP_EXPONENTS]).flatMap((exponent) =>
      FLOORS.flatMap((floor) =>
        STRAYS.map((stray) => fitCell(evidence, known, { exponent, floor, delay, stray })),
      ),
    ),
  );
  const best = Math.max(...cells.map(({ logLikelihood }) => logLikelihood));
  const weights = cells.map(({ logLikelihood }) => Math.exp(logLikelihood - best));
  const asked = {
    at,
    withKnown: at.map((labels) => correlations([labels], evidence.labels)),
    walk: walkThrough([...evidence.labels, ...at]),
    noise: choleskyFactor(evidence.covariance, Math.sqrt(evidence.covariance.length)),
  };
  return systematicCounts(weights, count, random).flatMap((times, i) =>
    times === 0 ? [] : drawFromCell(cells[i]!, evidence, asked, times, random),
  );
}

interface Shape {
  readonly exponent: number;
  readonly floor: number;
  readonly delay: number;
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
function lawAt(n: number, { labels }: CurveEvidence, { exponent, floor, delay }: Shape): number {
  return floor + (1 - floor) * ((n / labels.at(-1)! + delay) / (1 + delay)) ** (-exponent * (1 + delay));
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

/** What is asked for: numbers of labels, how alike a curve strays there and where it was measured, and how to draw both. */
interface Asked {
  readonly at: readonly number[];
  readonly withKnown: readonly Float64Array[];
  /** Through the measured points and the asked ones. */
  readonly walk: readonly Step[];
  /** Factor of the covariance of the errors of measurement. */
  readonly noise: Float64Array;
}

/**
 * Heights first; then the curve, given them and what was measured. A curve that strays freely is drawn, and what would
 * have been measured of it; what really was measured besides shifts it to where it must be (Matheron's rule).
 */
function drawFromCell(
  cell: Cell,
  evidence: CurveEvidence,
  { at, withKnown, walk, noise }: Asked,
  times: number,
  random: Random,
): CurveDraw[] {
  const { shape, reaches, factor } = cell;
  const m = reaches.length;
  const hasBeside = evidence.beside !== null;
  const law = at.map((n) => lawAt(n, evidence, shape));
  const askedReaches = strayReaches(law, evidence, shape);
  return Array.from({ length: times }, () => {
    const heights = drawHeights(cell, random);
    const stray = strayAlong(walk, random);
    const wouldBe = drawNoise(noise, random);
    for (let j = 0; j < m; j++) wouldBe[j]! += reaches[j]! * stray[j]!;
    const whitened = solveLower(factor, wouldBe);
    const left = residual(cell, heights);
    for (let j = 0; j < left.length; j++) left[j]! -= whitened[j]!;
    const shift = solveUpper(factor, left);
    const errors = new Float64Array(at.length);
    for (let i = 0; i < errors.length; i++) {
      let sum = stray[m + i]!;
      for (let j = 0; j < m; j++) sum += withKnown[i]![j]! * reaches[j]! * shift[j]!;
      errors[i] = Math.max(0, heights[0]! * law[i]! + askedReaches[i]! * sum);
    }
    return { errors, beside: hasBeside ? Math.max(0, heights[1]!) : Number.NaN };
  });
}

/** To the point at `place`, of which `share` is that of the point before, and the rest new. */
interface Step {
  readonly place: number;
  readonly share: number;
}

/** Through numbers of labels in ascending order: what strays exponentially less alike forgets its past but for the last point. */
function walkThrough(labels: readonly number[]): Step[] {
  const order = labels.map((_, place) => place).sort((a, b) => labels[a]! - labels[b]!);
  return order.map((place, i) => {
    const before = labels[order[i - 1]!];
    return { place, share: before === undefined ? 0 : Math.exp(-Math.log(labels[place]! / before) / MEMORY) };
  });
}

/** At the places of the steps, of variance 1 each. */
function strayAlong(walk: readonly Step[], random: Random): Float64Array {
  const stray = new Float64Array(walk.length);
  let value = 0;
  for (const { place, share } of walk) {
    value = share * value + Math.sqrt(1 - share ** 2) * random.normal();
    stray[place] = value;
  }
  return stray;
}

/** Of the covariance that the n × n factor is of. */
function drawNoise(factor: Float64Array, random: Random): Float64Array {
  const n = Math.sqrt(factor.length);
  const normal = new Float64Array(n);
  for (let i = 0; i < n; i++) normal[i] = random.normal();
  const noise = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k <= i; k++) noise[i]! += factor[i * n + k]! * normal[k]!;
  }
  return noise;
}

/** What heights leave of the measured errors, whitened. */
function residual(
  { design, measured }: Pick<Cell, "design" | "measured">,
  heights: ArrayLike<number>,
): Float64Array {
  const left = Float64Array.from(measured);
  for (let c = 0; c < design.length; c++) {
    for (let i = 0; i < left.length; i++) left[i]! -= design[c]![i]! * heights[c]!;
  }
  return left;
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
