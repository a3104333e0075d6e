import type { CurvePoint } from "@/lib/contracts/panel";
import { formatPlural, formatPoints } from "../../../_components/format";

/** The share of the labels at the end over which the slope is told. */
const lastPart = 0.25;

/** What the curve means, in words that claim no more than its interval allows. */
export function meaningOf(curve: readonly CurvePoint[]): string {
  const last = curve.at(-1);
  if (!last) return "";
  const before = curve.findLast((point) => point.labelsSpent <= last.labelsSpent * (1 - lastPart));
  const halfWidth = (last.high - last.low) / 2;
  const chance = `with ${formatPlural(last.holdoutCount, "holdout label")} each point is known to within ${formatPoints(halfWidth)} points.`;
  if (!before) return `One stretch of the curve so far; ${chance}`;
  const gain = last.accuracy - before.accuracy;
  const span = formatPlural(last.labelsSpent - before.labelsSpent, "label");
  if (Math.abs(gain) < 0.0005) return `Over the last ${span} it stayed where it was; ${chance}`;
  if (Math.abs(gain) < halfWidth) {
    return `Over the last ${span} it moved by ${signed(gain)} points, which may be chance: ${chance}`;
  }
  return `Over the last ${span} it ${gain > 0 ? "rose" : "fell"} by ${formatPoints(Math.abs(gain))} points; ${chance}`;
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
