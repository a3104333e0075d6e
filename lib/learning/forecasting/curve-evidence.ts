import { curveDelays } from "./curve-delays";
import { type MeasuredPoint, samplingCovariance } from "./measured-curve";
import type { CurveEvidence } from "./power-law";

/** Earlier points than this share of today's labels tell little of how the curve goes on. */
const OLDEST_SHARE = 1 / 6;

/** Neighbouring points are averaged into so many groups, evenly along the logarithm of labels. */
const GROUPS = 9;

/**
 * What a curve of points, in ascending order of labels, tells of how it goes on: its last point, and means of those
 * before it. Points measured on the same samples differ little from their neighbours; a mean of a few holds as much.
 */
export function curveEvidence(points: readonly MeasuredPoint[], classCount: number): CurveEvidence {
  const groups = groupPoints(points);
  return {
    labels: groups.map(({ labels }) => labels),
    errors: groups.map(({ error }) => error),
    beside: null,
    delays: curveDelays(points.at(-1)!.labels, classCount),
    covariance: samplingCovariance(groups),
  };
}

function groupPoints(points: readonly MeasuredPoint[]): MeasuredPoint[] {
  const last = points.at(-1)!;
  const earlier = points.filter(({ labels }) => labels >= last.labels * OLDEST_SHARE && labels < last.labels);
  if (earlier.length === 0) return [last];
  const from = Math.log(earlier[0]!.labels);
  const span = Math.log(last.labels) - from;
  const groups = new Map<number, MeasuredPoint[]>();
  for (const point of earlier) {
    const group = Math.floor((GROUPS * (Math.log(point.labels) - from)) / span);
    groups.set(group, [...(groups.get(group) ?? []), point]);
  }
  return [...groups.values()].map(meanPoint).concat(last);
}

function meanPoint(points: readonly MeasuredPoint[]): MeasuredPoint {
  const mean = (of: (point: MeasuredPoint) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  return {
    labels: Math.exp(mean(({ labels }) => Math.log(labels))),
    error: mean(({ error }) => error),
    influence: points[0]!.influence.map((_, i) => mean(({ influence }) => influence[i]!)),
  };
}
