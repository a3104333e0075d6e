import type { MeasuredOutlook } from "@/lib/contracts/measurements";
import type { HoldoutEconomy, HoldoutGrowth } from "@/lib/contracts/progress";
import type { projects } from "../schema/projects";

type Settings = Pick<typeof projects.$inferSelect, "holdoutQuota" | "holdoutSampling" | "holdoutWidth">;
type Measured = Pick<
  MeasuredOutlook,
  "holdoutAccuracy" | "holdoutCount" | "askedWidth" | "labelsForAskedWidth"
>;

/** What the settings of now make of the holdout: they may have changed since it was measured. */
export function holdoutGrowthOf(settings: Settings, outlook: Measured | null): HoldoutGrowth {
  if (settings.holdoutQuota === 0) return "noShare";
  if (settings.holdoutSampling === "active") return "activeTesting";
  return isAsNarrow(settings, outlook) ? "atWidth" : "grows";
}

/** Labels that the asked width takes. The number measured for another width is not told. */
export function labelsForAskedWidth(
  settings: Settings,
  outlook: Measured | null,
): HoldoutEconomy["labelsForAskedWidth"] {
  if (settings.holdoutWidth === null || !outlook || outlook.labelsForAskedWidth === null) return null;
  return isOfWidth(settings, outlook) ? outlook.labelsForAskedWidth : null;
}

/** What an older release measured does not tell for which width; it cannot be this one where only one of both is reached. */
function isOfWidth(settings: Settings, outlook: Measured): boolean {
  const { askedWidth, labelsForAskedWidth: labels, holdoutCount } = outlook;
  if (askedWidth !== undefined) return askedWidth === settings.holdoutWidth;
  return labels! <= holdoutCount === isAsNarrow(settings, outlook);
}

/** The interval narrows with every label, so that this is as much as having the labels that the width takes. */
function isAsNarrow({ holdoutWidth }: Settings, outlook: Measured | null): boolean {
  if (holdoutWidth === null || !outlook) return false;
  const { low, high } = outlook.holdoutAccuracy;
  return high - low <= holdoutWidth;
}

/** Of a class fewer holdout labels tell nothing of its F1 (`FEWEST_OF_CLASS` of the learning layer). */
const fewestOfClass = 5;

/** Holdout labels in all with which each of the classes has enough: those of today, and what each lacks. */
export function labelsForMacroF1(
  task: (typeof projects.$inferSelect)["task"],
  classCount: number,
  outlook: Pick<MeasuredOutlook, "perClass"> | null,
): number | null {
  if (task === "multi") return null;
  const measured = outlook?.perClass ?? [];
  // Of a class that was not measured yet, all are missing.
  const supports = Array.from({ length: classCount }, (_, c) => measured[c]?.support ?? 0);
  return supports.reduce((sum, support) => sum + Math.max(support, fewestOfClass), 0);
}
