import type { Progress } from "@/lib/contracts/progress";
import { targetOf } from "./figures";
import type { Words } from "./use-words";

type Budgeted = Pick<Progress, "forecast" | "metric" | "target" | "budget" | "labelsSpent">;

/** Labels that the budget leaves; without one, any number. */
export function budgetLeft({ budget, labelsSpent }: Pick<Progress, "budget" | "labelsSpent">): number {
  return budget === null ? Number.POSITIVE_INFINITY : Math.max(0, budget - labelsSpent);
}

/** That the budget leaves fewer labels than the target takes by the forecast; empty where it does not. */
export function budgetWords(progress: Budgeted, words: Words): string {
  const { forecast, metric, target } = progress;
  if (forecast.kind !== "forecast" || target === null) return "";
  const left = budgetLeft(progress);
  const { value, low } = forecast.needed.labels;
  if (Math.round(value) === 0 || value <= left) return "";
  const chance = (low ?? 0) > left ? "most" : "more";
  return words.t("forecast.overBudget", { left, chance, target: targetOf(metric, target, words) });
}
