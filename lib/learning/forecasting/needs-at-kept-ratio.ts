import type { Random } from "../random";
import { curveEvidence } from "./curve-evidence";
import { labelsUntil } from "./labels-until";
import { type MeasuredError, type MeasuredPoint, samplingCovariance } from "./measured-curve";
import { drawCurves } from "./power-law";
import type { RandomCurve } from "./random-curve";

/**
 * Labels that random labeling would need for today's error of the project's own curve, `draws` times, if from the last
 * number of labels at which both are known on it fell as the own curve did: e_random(n) = e_own(n) · e_random(n₀) / e_own(n₀).
 * Both were measured there on the same samples, so above the spent labels lie as many draws as that difference carries,
 * however the curves are shaped. A draw that is there at n₀ needs n₀ at most, and is given as that: of fewer labels the measured
 * curve tells. Null where both are known nowhere. `at`: ascending, the spent labels among them.
 */
export function needsAtKeptRatio(
  random: RandomCurve,
  own: readonly MeasuredPoint[],
  { at, classCount }: { readonly at: readonly number[]; readonly classCount: number },
  draws: number,
  chance: Random,
): number[] | null {
  const ratio = ratioWhereBothAreKnown(random, own);
  if (!ratio) return null;
  const from = [ratio.labels, ...at.filter((labels) => labels > ratio.labels)];
  const today = from.indexOf(own.at(-1)!.labels);
  return drawCurves(curveEvidence(own, classCount), from, draws, chance).map(({ errors }) => {
    const kept = ratio.middle * Math.exp(ratio.spread * chance.normal());
    return labelsUntil(
      from,
      errors.map((error) => kept * error),
      errors[today]!,
    );
  });
}

/** Random labeling's error by the project's own where both are known last, with the standard deviation of its logarithm. */
function ratioWhereBothAreKnown({ points, covariance }: RandomCurve, own: readonly MeasuredPoint[]) {
  const place = points.findLastIndex(({ labels }) => errorAt(own, labels) !== null);
  if (place < 0) return null;
  const there = points[place]!;
  const beside = errorAt(own, there.labels)!;
  const sampling = samplingCovariance([there, beside]);
  // The own curve is of one model of each number of labels: chance in these moves it at least as far as the random curve.
  const models = Math.max(0, covariance[place * points.length + place]! - sampling[0]!);
  // No mistakes on so few samples are not none: half of one is added, as to the covariance.
  const [errorThere, errorBeside] = [there, beside].map(
    ({ error, influence }) => error + 0.5 / influence.length,
  ) as [number, number];
  const variance =
    (sampling[0]! + models) / errorThere ** 2 +
    (sampling[3]! + models) / errorBeside ** 2 -
    (2 * sampling[1]!) / (errorThere * errorBeside);
  return {
    labels: there.labels,
    middle: errorThere / errorBeside,
    spread: Math.sqrt(Math.max(0, variance)),
  };
}

/** Along the logarithm of labels, between the points on both sides; null outside of them, and beside a model of none. */
function errorAt(points: readonly MeasuredPoint[], labels: number): MeasuredError | null {
  const next = points.findIndex((point) => point.labels >= labels);
  const after = points[next];
  if (!after) return null;
  const before = points[next - 1];
  if (!before || before.labels === 0) return after.labels === labels ? after : null;
  const share = Math.log(labels / before.labels) / Math.log(after.labels / before.labels);
  return {
    error: (1 - share) * before.error + share * after.error,
    influence: after.influence.map((value, i) => (1 - share) * before.influence[i]! + share * value),
  };
}
