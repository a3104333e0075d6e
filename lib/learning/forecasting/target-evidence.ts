import type { MeasuredPoint, Metric } from "./measured-curve";

/** The target is said to be met while it never was in at most so many of 100 projects, however often each is looked at. */
const MOST_FALSE = 0.05;

/** Errors below the target that are looked for, evenly. */
const ALTERNATIVES = 32;

/** Labels from which doublings are counted, and doublings by which half of the weight is given away. */
const [FIRST, HALF] = [20, 6];

/**
 * Whether a model so far has an error at or below `target` for certain. Every round asks again, of another model on a
 * holdout that has grown, and a 95 % interval would be beyond the target by chance some time. So the models' evidences
 * against a higher error (likelihood ratios, e-values) are averaged, at weights that labels alone fix. Models never see
 * the holdout, so this mean is a martingale at most while it grows, and exceeds 20 in at most 5 of 100 projects (Ville
 * 1939; Ramdas et al. 2023). No model is charged for being one of many: those that are alike share their evidence. Of
 * shares the ratios are exact; of other scores they are those of a normal mean (Waudby-Smith et al. 2024).
 */
export function isSurelyMet(points: readonly MeasuredPoint[], target: number, metric: Metric): boolean {
  return meanEvidence(points, target, metric, 1) >= 1 / MOST_FALSE;
}

/** Holdout labels by which it is certain if all errors stay, up to a hundred times as many; null beyond. */
export function holdoutUntilSure(
  points: readonly MeasuredPoint[],
  target: number,
  metric: Metric,
): number | null {
  const holdout = points.at(-1)?.influence.length ?? 0;
  const isEnough = (labels: number) =>
    meanEvidence(points, target, metric, labels / holdout) >= 1 / MOST_FALSE;
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

/** As if the holdout had `growth` times its samples. */
function meanEvidence(
  points: readonly MeasuredPoint[],
  target: number,
  metric: Metric,
  growth: number,
): number {
  let [mean, given] = [0, 0];
  for (const point of points) {
    const until = weightUntil(point.labels);
    mean += (until - given) * evidence(point, target, metric, growth);
    given = until;
  }
  return mean;
}

/** Weight of all models of up to so many labels: every doubling of them gets a little less than the one before. */
function weightUntil(labels: number): number {
  const doublings = Math.log2(1 + labels / FIRST);
  return doublings / (doublings + HALF);
}

/** Mean likelihood ratio of errors below the target against the target, which lies nearest among those above. */
function evidence(point: MeasuredPoint, target: number, metric: Metric, growth: number): number {
  const logRatio = metric === "accuracy" ? ofShare(point, target, growth) : ofMean(point, target, growth);
  let sum = 0;
  for (let i = 0; i < ALTERNATIVES; i++) sum += Math.exp(logRatio((target * (i + 0.5)) / ALTERNATIVES));
  return sum / ALTERNATIVES;
}

type LogRatio = (alternative: number) => number;

function ofShare({ error, influence }: MeasuredPoint, target: number, growth: number): LogRatio {
  const wrong = error * influence.length * growth;
  const right = influence.length * growth - wrong;
  return (alternative) =>
    wrong * Math.log(alternative / target) + right * Math.log((1 - alternative) / (1 - target));
}

function ofMean({ error, influence }: MeasuredPoint, target: number, growth: number): LogRatio {
  const n = influence.length;
  // Few samples hide how far an error may vary: a sample more, as in `samplingCovariance`.
  const variance = influence.reduce((sum, value) => sum + value ** 2, 0) / (n * (n - 1)) + 1 / n ** 2;
  return (alternative) => {
    const away = target - alternative;
    return (growth * away * (target - error - away / 2)) / variance;
  };
}
