import { type CurvePoint, headlineReach, holdoutWorthAHeadline } from "@/lib/contracts/panel";
import { formatPercent, formatPlural, formatPoints } from "../../../_components/format";

/** The share of the labels at the end over which the slope is told. */
const lastPart = 0.25;

/** What the curve means, in words that claim no more than its interval allows. */
export function meaningOf(curve: readonly CurvePoint[]): string {
  const last = curve.at(-1);
  if (!last) return "";
  if (last.holdoutCount < holdoutWorthAHeadline) return tooEarly(last);
  const before = curve.findLast((point) => point.labelsSpent <= last.labelsSpent * (1 - lastPart));
  const known = `with ${formatPlural(last.holdoutCount, "holdout label")} the truth most likely lies ${between(last)}.`;
  if (!before) return `One stretch of the curve so far: ${known}`;
  const gain = last.accuracy - before.accuracy;
  const span = formatPlural(last.labelsSpent - before.labelsSpent, "label");
  if (Math.abs(gain) < 0.0005) return `Over the last ${span} the figure did not change: ${known}`;
  if (before.accuracy >= last.low && before.accuracy <= last.high) {
    return `Over the last ${span} it moved by ${signed(gain)} points, which may be chance: ${known}`;
  }
  return `Over the last ${span} it ${gain > 0 ? "rose" : "fell"} by ${formatPoints(Math.abs(gain))} points: ${known}`;
}

/** Says how little is known, and how many holdout labels would tell. */
function tooEarly(point: CurvePoint): string {
  const missing = formatPlural(holdoutWorthAHeadline - point.holdoutCount, "more holdout label");
  return (
    `Too early to tell: with ${formatPlural(point.holdoutCount, "holdout label")} the truth most likely lies ${between(point)}. ` +
    `After ${missing} it is known to within ${Math.round(100 * headlineReach)} points.`
  );
}

function between({ low, high }: CurvePoint): string {
  return `between ${formatPoints(low)} and ${formatPercent(high)}`;
}

function signed(share: number): string {
  return `${share < 0 ? "−" : "+"}${formatPoints(Math.abs(share))}`;
}

const columns = [
  "labelsSpent",
  "modelNumber",
  "holdoutCount",
  "accuracy",
  "low",
  "high",
  "macroF1",
  "logLoss",
  "calibrationError",
] as const satisfies readonly (keyof CurvePoint)[];

/** The curve's numbers, one model a line. */
export function curveCsv(curve: readonly CurvePoint[]): string {
  const lines = curve.map((point) => columns.map((column) => point[column]).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}
