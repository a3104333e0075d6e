import { holdoutWorthACurve, type Progress } from "@/lib/contracts/progress";
import { holdoutNeededOf } from "./grow-words";
import { macroF1Needs } from "./stay-words";
import type { Words } from "./use-words";

type Growing = Pick<Progress, "holdout" | "forecast" | "saved" | "metric">;

/** Whether the holdout grows, until when, and what follows where it does not. */
export function growthWords(progress: Growing, { t }: Words): string {
  const { growth, plainLabels, askedWidth } = progress.holdout;
  if (growth === "noShare") return t("holdout.noShare");
  if (growth === "activeTesting") return t("holdout.switchBack");
  if (growth === "grows") return t(askedWidth === null ? "holdout.grows" : "holdout.stops");
  const wanted = mostWanted(progress);
  if (wanted <= plainLabels) return t("holdout.stopped");
  // So many only end that it is too early; what tells is known from then on.
  const extent = wanted === fewestWanted(progress) ? "atLeast" : "about";
  return t("holdout.stoppedShort", { wanted, extent });
}

/** Holdout labels that would tell what cannot be told yet; 0 where nothing waits for them. */
function mostWanted(progress: Growing): number {
  const { forecast, saved, metric } = progress;
  const comparison = saved[metric];
  return Math.max(
    fewestWanted(progress),
    holdoutNeededOf({ forecast }) ?? 0,
    comparison.kind === "tooEarly" ? (comparison.holdoutNeeded ?? 0) : 0,
  );
}

/** With fewer nothing can be told, however clear it is. */
function fewestWanted({ metric, holdout }: Growing): number {
  return Math.max(holdoutWorthACurve, metric === "macroF1" ? (macroF1Needs({ holdout })?.needed ?? 0) : 0);
}
