import { holdoutWorthACurve, type Progress } from "@/lib/contracts/progress";
import type { Words } from "./use-words";

/** What keeps the holdout from having so many labels drawn at random, and what lets it; empty where nothing does. */
export function stayWords({ holdout }: Pick<Progress, "holdout">, needed: number, { t }: Words): string {
  const { growth, plainLabels, labelsForAskedWidth } = holdout;
  if (needed <= plainLabels) return "";
  if (growth !== "grows") return t(`stays.${growth}`);
  const isEnough = labelsForAskedWidth !== null && labelsForAskedWidth < needed;
  return isEnough ? t("stays.willStop", { enough: labelsForAskedWidth }) : "";
}

/** Holdout labels that all wait for which tell of macro F1, and those missing of them; null where no number does. */
export function macroF1Needs({ holdout }: Pick<Progress, "holdout">) {
  if (holdout.labelsForMacroF1 === null) return null;
  const needed = Math.max(holdout.labelsForMacroF1, holdoutWorthACurve);
  return { needed, missing: Math.max(0, needed - holdout.plainLabels) };
}

/** How many holdout labels macro F1 takes, that accuracy takes fewer, and whether they come; null while none are missing. */
export function macroF1Words(progress: Pick<Progress, "holdout">, words: Words): string | null {
  const needs = macroF1Needs(progress);
  if (needs === null || needs.missing === 0) return null;
  const told = words.t("stays.macroF1", { ...needs, enough: holdoutWorthACurve });
  return [told, stayWords(progress, needs.needed, words)].filter(Boolean).join(" ");
}
