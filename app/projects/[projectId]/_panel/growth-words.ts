import { holdoutWorthACurve, type Progress } from "@/lib/contracts/progress";
import { holdoutNeededOf } from "./grow-words";
import type { Words } from "./use-words";

type Growing = Pick<Progress, "holdout" | "forecast" | "saved" | "metric">;

/** Whether the holdout grows, until when, and what follows where it does not. */
export function growthWords(progress: Growing, { t }: Words): string {
  const { share, plainLabels, askedWidth, labelsForAskedWidth, sampling } = progress.holdout;
  if (share === 0) return t("holdout.noShare");
  if (sampling === "active") return t("holdout.switchBack");
  if (askedWidth === null) return t("holdout.grows");
  if (labelsForAskedWidth === null || labelsForAskedWidth > plainLabels) return t("holdout.stops");
  const wanted = mostWanted(progress);
  if (wanted <= plainLabels) return t("holdout.stopped");
  // So many only end that it is too early; what tells is known from then on.
  const extent = wanted === holdoutWorthACurve ? "atLeast" : "about";
  return t("holdout.stoppedShort", { wanted, extent });
}

/** Holdout labels that would tell what cannot be told yet; 0 where nothing waits for them. */
function mostWanted({ forecast, saved, metric }: Growing): number {
  const comparison = saved[metric];
  return Math.max(
    holdoutNeededOf({ forecast }) ?? 0,
    comparison.kind === "tooEarly" ? (comparison.holdoutNeeded ?? 0) : 0,
  );
}
