import type { CurveMetric, Estimate, Progress, ProgressMark, ProgressPoint } from "@/lib/contracts/progress";
import { holdoutWorthACurve } from "@/lib/contracts/progress";
import type { Scale } from "./curve-axis";

/** A score at a place of the axis. */
export interface Place extends Estimate {
  readonly x: number;
}

export interface CurveData {
  readonly metric: CurveMetric;
  readonly unit: Scale["unit"];
  readonly points: readonly (Place & { readonly point: ProgressPoint })[];
  readonly random: readonly Place[];
  /** Where the curve goes on. */
  readonly path: readonly Place[];
  /** Changes of one place of the axis together. */
  readonly marks: readonly { readonly x: number; readonly changes: readonly ProgressMark[] }[];
  readonly target: number | null;
  /** The holdout is too small for any claim. */
  readonly isPale: boolean;
}

/** So many times the labels spent are drawn of the path, or the curve so far would be squeezed. */
export const pathShown = 1.66;

/** What is drawn of one metric along one axis. */
export function curveDataOf(progress: Progress, metric: CurveMetric, scale: Scale): CurveData {
  const place = (labelsSpent: number, score: Estimate): Place[] => {
    const x = scale.at(labelsSpent);
    return x === null ? [] : [{ x, ...score }];
  };
  const last = progress.curve.at(-1);
  const farthest = pathShown * (last?.labelsSpent ?? 0);
  return {
    metric,
    unit: scale.unit,
    points: comparable(progress.curve).flatMap((point) =>
      place(point.labelsSpent, point.scores[metric]).map((at) => ({ ...at, point })),
    ),
    random: progress.random.flatMap(({ labelsSpent, scores }) => place(labelsSpent, scores[metric])),
    path: progress.path[metric]
      .filter(({ labelsSpent }) => labelsSpent <= farthest)
      .flatMap(({ labelsSpent, score }) => place(labelsSpent, score)),
    marks: marksOf(progress.marks, scale),
    target: metric === progress.metric ? progress.target : null,
    isPale: (last?.holdoutCount ?? 0) < holdoutWorthACurve,
  };
}

/**
 * Points between those that were measured again on today's holdout would jump up and down beside them: each was measured
 * on the holdout of its day. Those before the first and after the last are all there is.
 */
function comparable(curve: readonly ProgressPoint[]): readonly ProgressPoint[] {
  const isMeasured = ({ scores }: ProgressPoint) => scores.macroF1.low !== null;
  const [first, last] = [curve.findIndex(isMeasured), curve.findLastIndex(isMeasured)];
  return curve.filter((point, i) => i <= first || i >= last || isMeasured(point));
}

function marksOf(marks: readonly ProgressMark[], scale: Scale): CurveData["marks"] {
  const byX = new Map<number, ProgressMark[]>();
  for (const mark of marks) {
    const x = scale.at(mark.labelsSpent);
    if (x !== null) byX.set(x, [...(byX.get(x) ?? []), mark]);
  }
  return [...byX].map(([x, changes]) => ({ x, changes })).sort((a, b) => a.x - b.x);
}
