import type { useTranslations } from "use-intl";
import { type CurvePoint, headlineReach, holdoutWorthAHeadline } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";

/** The share of the labels at the end over which the slope is told. */
const lastPart = 0.25;

type Words = ReturnType<typeof useTranslations<"panel.meaning">>;

/** What the curve means, in words that claim no more than its interval allows. */
export function meaningOf(curve: readonly CurvePoint[], t: Words, format: Format): string {
  const last = curve.at(-1);
  if (!last) return "";
  const [low, high] = [format.points(last.low), format.percent(last.high)];
  const known = t("known", { holdout: last.holdoutCount, low, high });
  if (last.holdoutCount < holdoutWorthAHeadline) {
    const missing = holdoutWorthAHeadline - last.holdoutCount;
    return t("tooEarly", { known, missing, reach: Math.round(100 * headlineReach) });
  }
  const before = curve.findLast((point) => point.labelsSpent <= last.labelsSpent * (1 - lastPart));
  if (!before) return t("oneStretch", { known });
  const gain = last.accuracy - before.accuracy;
  const span = last.labelsSpent - before.labelsSpent;
  if (Math.abs(gain) < 0.0005) return t("same", { span, known });
  if (before.accuracy >= last.low && before.accuracy <= last.high) {
    return t("chance", { span, gain: signed(gain, format), known });
  }
  return t(gain > 0 ? "rose" : "fell", { span, gain: format.points(Math.abs(gain)), known });
}

function signed(share: number, format: Format): string {
  return `${share < 0 ? "−" : "+"}${format.points(Math.abs(share))}`;
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
