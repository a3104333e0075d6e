import type { CurveMetric, Estimate, Progress, ProgressMark, ProgressPoint } from "@/lib/contracts/progress";
import type { CsvValue } from "../../../_components/csv";
import { secondsAtOf } from "./curve-axis";
import { pathShown } from "./curve-data";

/** What is known at one number of labels. */
export interface CurveRow {
  readonly labelsSpent: number;
  /** Active time and money until then. */
  readonly seconds: number | null;
  readonly money: number | null;
  readonly point: ProgressPoint | null;
  readonly score: Estimate | null;
  readonly random: Estimate | null;
  readonly forecast: Estimate | null;
  readonly changes: readonly ProgressMark[];
}

/** The numbers of the chart, in ascending order of labels: the project's, random labeling's and the forecast's. */
export function curveRowsOf(progress: Progress, metric: CurveMetric): CurveRow[] {
  const { curve, random, path, marks, hourlyRate } = progress;
  const secondsAt = secondsAtOf(progress);
  const by = <Value extends { readonly labelsSpent: number }>(values: readonly Value[]) =>
    new Map(values.map((value) => [Math.round(value.labelsSpent), value]));
  const farthest = pathShown * (curve.at(-1)?.labelsSpent ?? 0);
  const shown = path[metric].filter(({ labelsSpent }) => labelsSpent <= farthest);
  const [points, randoms, paths] = [by(curve), by(random), by(shown)];
  const all = new Set([...points.keys(), ...randoms.keys(), ...paths.keys(), ...by(marks).keys()]);
  return [...all]
    .sort((a, b) => a - b)
    .map((labelsSpent) => {
      const point = points.get(labelsSpent) ?? null;
      const seconds = point ? point.activeSeconds : secondsAt(labelsSpent);
      return {
        labelsSpent,
        seconds,
        money: seconds === null || hourlyRate === null ? null : (seconds / 3600) * hourlyRate,
        point,
        score: point?.scores[metric] ?? null,
        random: randoms.get(labelsSpent)?.scores[metric] ?? null,
        forecast: paths.get(labelsSpent)?.score ?? null,
        changes: marks.filter((mark) => mark.labelsSpent === labelsSpent),
      };
    });
}

const columns = [
  ...["labelsSpent", "activeMinutes", "money", "currency", "modelNumber", "trainingLabels", "holdoutCount"],
  ...["metric", "score", "low", "high", "random", "randomLow", "randomHigh"],
  ...["forecast", "forecastLow", "forecastHigh", "changes"],
];

/** The same as CSV: bands of 95 %, that of the forecast of 80 %; empty where nothing is known. */
export function curveCsv(progress: Progress, metric: CurveMetric): CsvValue[][] {
  const lines = curveRowsOf(progress, metric).map((row) => {
    const { labelsSpent, seconds, money, point } = row;
    const minutes = seconds === null ? null : Number((seconds / 60).toFixed(2));
    const cost = money === null ? null : Number(money.toFixed(2));
    return [
      ...[labelsSpent, minutes, cost, money === null ? null : progress.currency],
      ...[point?.modelNumber ?? null, point?.trainingLabels ?? null, point?.holdoutCount ?? null],
      ...[metric, ...ends(row.score), ...ends(row.random), ...ends(row.forecast)],
      row.changes.map(({ kind, from, to }) => (to ? `${kind} ${from} to ${to}` : kind)).join("; "),
    ];
  });
  return [columns, ...lines];
}

function ends(estimate: Estimate | null): readonly (number | null)[] {
  return estimate ? [estimate.value, estimate.low, estimate.high] : [null, null, null];
}
