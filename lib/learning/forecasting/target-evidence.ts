import type { MeasuredPoint, Metric } from "./measured-curve";

/** The target is said to be met while it never was in at most so many of 100 projects, however often each is looked at. */
const MOST_FALSE = 0.05;

/** Bets that are tried, evenly from nothing to the highest that no sample can ruin. */
const BETS = 32;

/** Labels from which doublings are counted, and doublings by which half of the weight is given away. */
const [FIRST, HALF] = [20, 6];

/** Log losses count up to this many nats, those of a class that was given one in a hundred. */
const MOST_LOSS = Math.log(100);

/**
 * Whether a model so far has an error at or below `target` for certain. Every round asks again, of another model on a
 * holdout that has grown, and a 95 % interval would be beyond the target by chance some time. So each model bets, sample
 * by sample, against an error above the target (Waudby-Smith & Ramdas 2024), which wins nothing on average where it is;
 * and what all have won is averaged, at weights that labels alone fix. Models never see the holdout, so this mean is a
 * martingale at most while it grows, and exceeds 20 in at most 5 of 100 projects (Ville 1939). No model is charged for
 * being one of many: those that are alike share their evidence.
 *
 * That holds for values with an upper bound. Log loss is counted up to `MOST_LOSS`. Macro F1 is a mean of influences only to
 * first order, and bounded by none but the greatest that was seen: alone this would be wrong of one in ten projects with a
 * rare class that is told well, so whoever asks looks at `leastMacroF1`, too.
 */
export function isSurelyMet(points: readonly MeasuredPoint[], target: number, metric: Metric): boolean {
  return isSure(gainsOf(points, target, metric), 1);
}

/**
 * Holdout labels by which it is certain if all errors stay, up to a hundred times as many; null beyond. `isAlso`: whether
 * what else must be certain is so with `growth` times the holdout.
 */
export function holdoutUntilSure(
  points: readonly MeasuredPoint[],
  target: number,
  metric: Metric,
  isAlso: (growth: number) => boolean = () => true,
): number | null {
  const gains = gainsOf(points, target, metric);
  const holdout = points.at(-1)?.influence.length ?? 0;
  const isEnough = (labels: number) => isSure(gains, labels / holdout) && isAlso(labels / holdout);
  let [tooFew, enough] = [holdout, 2 * holdout];
  while (enough <= 100 * holdout && !isEnough(enough)) [tooFew, enough] = [enough, 2 * enough];
  if (!(enough <= 100 * holdout)) return null;
  while (enough - tooFew > 1) {
    const middle = (tooFew + enough) >> 1;
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** What a model's bets have won on the holdout. */
interface Gains {
  readonly weight: number;
  /** Logarithm of what became of 1, for each bet. */
  readonly logs: Float64Array;
}

/** As if the holdout had `growth` times its samples. */
function isSure(gains: readonly Gains[], growth: number): boolean {
  let mean = 0;
  for (const { weight, logs } of gains) {
    mean += (weight * logs.reduce((sum, log) => sum + Math.exp(growth * log), 0)) / BETS;
  }
  return mean >= 1 / MOST_FALSE;
}

function gainsOf(points: readonly MeasuredPoint[], target: number, metric: Metric): Gains[] {
  const most = mostOf(points, metric);
  if (target >= most) return [];
  return points.map((point, i) => ({
    weight: weightUntil(point.labels) - weightUntil(points[i - 1]?.labels ?? 0),
    logs: betOn(point, target, most),
  }));
}

/** Weight of all models of up to so many labels: every doubling of them gets a little less than the one before. */
function weightUntil(labels: number): number {
  const doublings = Math.log2(1 + labels / FIRST);
  return doublings / (doublings + HALF);
}

/** The most that a sample can add to an error. */
function mostOf(points: readonly MeasuredPoint[], metric: Metric): number {
  if (metric === "accuracy") return 1;
  if (metric === "logLoss") return MOST_LOSS;
  return points.reduce(
    (most, { error, influence }) => influence.reduce((high, value) => Math.max(high, error + value), most),
    1,
  );
}

/** Of shares this is the likelihood ratio of as many errors below the target. */
function betOn({ error, influence }: MeasuredPoint, target: number, most: number): Float64Array {
  // Samples that are right are alike, and so are those that are wrong.
  const counts = new Map<number, number>();
  for (const value of influence) counts.set(value, (counts.get(value) ?? 0) + 1);
  const logs = new Float64Array(BETS);
  for (const [value, count] of counts) {
    const won = (target - Math.min(error + value, most)) / (most - target);
    for (let i = 0; i < BETS; i++) logs[i]! += count * Math.log1p(((i + 0.5) / BETS) * won);
  }
  return logs;
}
