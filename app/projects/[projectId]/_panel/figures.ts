import type { CurveMetric, Estimate, Expense } from "@/lib/contracts/progress";
import type { Words } from "./use-words";

/** A score as its metric is read: a share as `84.1 %`, log loss as `0.42`. */
export function scoreOf(metric: CurveMetric, value: number, { format }: Words): string {
  return metric === "logLoss" ? format.decimals(value, 2) : format.percent(value);
}

/** The same without its unit. */
export function bareScoreOf(metric: CurveMetric, value: number, { format }: Words): string {
  return metric === "logLoss" ? format.decimals(value, 2) : format.points(value);
}

/** A score that is aimed at, as exactly as it was set: `88 %`, or `0.3` of log loss. */
export function targetOf(metric: CurveMetric, target: number, { format }: Words): string {
  return metric === "logLoss"
    ? format.significant(target, 3)
    : `${format.significant(100 * target, 4)}\u00a0%`;
}

/** A change of a score without its sign: `1.9 points`, or `0.020` of log loss. */
export function changeOf(metric: CurveMetric, change: number, { t, format }: Words): string {
  const size = Math.abs(change);
  return metric === "logLoss" ? format.decimals(size, 3) : t("points", { value: format.points(size) });
}

/** The band of a change, with signs: `between −0.4 and +1.1`. */
export function changeBandOf(metric: CurveMetric, { low, high }: Estimate, { t, format }: Words): string {
  const one = (value: number) => {
    const size = Math.abs(value);
    const digits = metric === "logLoss" ? format.decimals(size, 3) : format.points(size);
    return `${value < 0 ? "−" : "+"}${digits}`;
  };
  return t("range.between", { low: one(low ?? 0), high: one(high ?? 0) });
}

/** To two digits: more would claim more than such a figure holds. */
export function roughly(value: number): number {
  return Number(value.toPrecision(2));
}

/** `90 to 260`, or `90 or more` where nothing bounds it. */
export function rangeOf({ low, high }: Estimate, one: (value: number) => string, { t }: Words): string {
  const least = one(low ?? 0);
  return high === null ? t("range.orMore", { low: least }) : t("range.to", { low: least, high: one(high) });
}

/** Rounded labels; a minus sign as it is printed. */
export function labelsOf(value: number, { format }: Words): string {
  return format.count(roughly(value)).replace("-", "−");
}

/** Active time as it is told to people. */
export function hoursOf(hours: number, { format }: Words): string {
  return `${hours < 0 ? "−" : ""}${format.effort(Math.abs(hours) * 3600)}`;
}

/** What labels take, each with its range and the ends of it: time and money where they are known. */
export function expenseLines({ hours, money }: Expense, currency: string, words: Words) {
  const told = (estimate: Estimate | null, one: (value: number) => string) =>
    estimate && {
      value: one(estimate.value),
      range: rangeOf(estimate, one, words),
      least: one(estimate.low ?? 0),
    };
  return {
    hours: told(hours, (value) => hoursOf(value, words)),
    money: told(money, (value) => words.format.money(roughly(value), currency)),
  };
}
