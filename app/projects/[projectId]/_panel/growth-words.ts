import type { Progress } from "@/lib/contracts/progress";
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
  return wanted > plainLabels ? t("holdout.stoppedShort", { wanted }) : t("holdout.stopped");
}

/** Holdout labels that would tell what cannot be told yet; 0 where nothing waits for them. */
function mostWanted({ forecast, saved, metric }: Growing): number {
  const comparison = saved[metric];
  return Math.max(
    holdoutNeededOf({ forecast }) ?? 0,
    comparison.kind === "tooEarly" ? (comparison.holdoutNeeded ?? 0) : 0,
  );
}
