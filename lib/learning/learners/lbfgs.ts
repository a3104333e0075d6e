/** A differentiable function and its gradient at `x`. The gradient may be kept by the caller of `minimize`. */
export type Objective = (x: Float64Array) => Promise<Point>;

interface Point {
  readonly loss: number;
  readonly gradient: Float64Array;
}

export interface MinimizeOptions {
  /** Whether a point is near enough to the minimum, given its gradient and the quasi-Newton step from it. */
  isNearEnough(x: Float64Array, gradient: Float64Array, step: Float64Array): boolean;
  /** Applies an approximate inverse of the Hessian, symmetric positive definite; the identity by default. */
  precondition?(gradient: Float64Array): Promise<Float64Array>;
  readonly maxIterations: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly loss: number;
  readonly iterations: number;
  /** False when the iterations ran out; a step that no longer helps in float32 counts as converged. */
  readonly converged: boolean;
}

interface Correction {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number;
  /** What the preconditioner must be multiplied with to give this curvature along `change`. */
  readonly scale: number;
}

/** The Euclidean norm. */
export function norm(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}

/** Corrections kept: 6, near the middle of Nocedal & Wright's 3 to 20. */
const MEMORY = 6;

/**
 * Limited-memory BFGS (Liu & Nocedal 1989) with a weak Wolfe line search by bracketing and bisection
 * (Lewis & Overton 2013). Meant for convex, smooth objectives; the result never has a higher loss than `start` (but for rounding).
 */
export async function minimize(
  objective: Objective,
  start: Float64Array,
  options: MinimizeOptions,
): Promise<Minimum> {
  let x = start;
  let here = await objective(x);
  const corrections: Correction[] = [];
  for (let iteration = 0; iteration < options.maxIterations; iteration++) {
    const done = { x, loss: here.loss, iterations: iteration, converged: true };
    const direction = await quasiNewtonStep(here.gradient, corrections, options);
    if (options.isNearEnough(x, here.gradient, direction)) return done;
    const isUnscaled = corrections.length === 0 && options.precondition === undefined;
    const firstStep = isUnscaled ? Math.min(1, 1 / norm(here.gradient)) : 1;
    const found = await lineSearch(objective, x, here, direction, firstStep);
    if (found === null) return done;
    await remember(
      corrections,
      difference(found.x, x),
      difference(found.point.gradient, here.gradient),
      options,
    );
    x = found.x;
    here = found.point;
  }
  return { x, loss: here.loss, iterations: options.maxIterations, converged: false };
}

/**
 * The two-loop recursion (Nocedal & Wright 2006, algorithm 7.4), negated, from the preconditioner scaled to the
 * curvature met last.
 */
async function quasiNewtonStep(
  gradient: Float64Array,
  corrections: readonly Correction[],
  { precondition }: MinimizeOptions,
): Promise<Float64Array> {
  const negative = gradient.map((value) => -value);
  const alphas = new Float64Array(corrections.length);
  for (let i = corrections.length - 1; i >= 0; i--) {
    const { step, change, curvature } = corrections[i]!;
    alphas[i] = dot(step, negative) / curvature;
    addScaled(negative, change, -alphas[i]!);
  }
  const q = precondition === undefined ? negative : await precondition(negative);
  const scale = corrections.at(-1)?.scale ?? 1;
  for (let j = 0; j < q.length; j++) q[j]! *= scale;
  for (let i = 0; i < corrections.length; i++) {
    const { step, change, curvature } = corrections[i]!;
    addScaled(q, step, alphas[i]! - dot(change, q) / curvature);
  }
  return q;
}

/** Relative differences of losses that are rounding: the objectives are computed in float32. */
const ROUNDING = 1e-7;

/**
 * Sufficient decrease 1e-4 and curvature 0.9 (Nocedal & Wright 2006, section 3.1); null when no step helps. Where
 * losses are equal but for rounding, slopes tell whether the loss decreases (Hager & Zhang 2005, section 2).
 */
async function lineSearch(
  objective: Objective,
  x: Float64Array,
  here: Point,
  direction: Float64Array,
  firstStep: number,
) {
  const slope = dot(here.gradient, direction);
  if (!(slope < 0)) return null;
  let [low, high, step] = [0, Number.POSITIVE_INFINITY, firstStep];
  let best: { x: Float64Array; point: Point } | null = null;
  for (let trial = 0; trial < 25; trial++) {
    const candidate = x.slice();
    addScaled(candidate, direction, step);
    const point = await objective(candidate);
    const slopeThere = dot(point.gradient, direction);
    const isEqual = point.loss <= here.loss + ROUNDING * Math.abs(here.loss);
    const decreases = point.loss <= here.loss + 1e-4 * step * slope;
    if (decreases || (isEqual && slopeThere <= (2e-4 - 1) * slope)) {
      if (best === null || point.loss < best.point.loss) best = { x: candidate, point };
      if (slopeThere >= 0.9 * slope) return best;
      low = step;
    } else {
      high = step;
    }
    step = high === Number.POSITIVE_INFINITY ? 2 * step : (low + high) / 2;
  }
  return best;
}

async function remember(
  corrections: Correction[],
  step: Float64Array,
  change: Float64Array,
  { precondition }: MinimizeOptions,
): Promise<void> {
  const curvature = dot(step, change);
  if (!(curvature > 1e-12 * dot(change, change))) return;
  const scale = curvature / dot(change, precondition === undefined ? change : await precondition(change));
  corrections.push({ step, change, curvature, scale });
  if (corrections.length > MEMORY) corrections.shift();
}

/** Four sums, because each addition would wait for the one before. */
function dot(a: Float64Array, b: Float64Array): number {
  let [s, t, u, v] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let i = 0; i < whole; i += 4) {
    s += a[i]! * b[i]!;
    t += a[i + 1]! * b[i + 1]!;
    u += a[i + 2]! * b[i + 2]!;
    v += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) s += a[i]! * b[i]!;
  return s + t + u + v;
}

function addScaled(target: Float64Array, source: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += scale * source[i]!;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  const result = a.slice();
  for (let i = 0; i < result.length; i++) result[i]! -= b[i]!;
  return result;
}
