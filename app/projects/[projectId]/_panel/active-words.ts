import type { Estimate, Progress } from "@/lib/contracts/progress";
import type { Words } from "./use-words";

/** How what active testing saved is found out, and why its interval may be the wider one all the same; empty without any. */
export function activeWords({ holdout, curve }: Pick<Progress, "holdout" | "curve">, { t }: Words): string {
  const { active, plainLabels } = holdout;
  if (!active) return "";
  const plain = curve.at(-1)?.scores.accuracy;
  const isWider = plain !== undefined && widthOf(active.accuracy) > widthOf(plain);
  const computed = t("holdout.activeComputed");
  if (!isWider || plainLabels <= active.labels) return computed;
  return `${t("holdout.activeWider", { plain: plainLabels, labels: active.labels })} ${computed}`;
}

function widthOf({ low, high }: Estimate): number {
  return (high ?? 1) - (low ?? 0);
}
