import type { ReactNode } from "react";
import type { CurveMetric, Progress } from "@/lib/contracts/progress";
import { bareScoreOf, labelsOf, scoreOf } from "./figures";
import { extentOf } from "./saved-words";
import type { Words } from "./use-words";

/** Makes the figure of a line stand out. */
export type Mark = (figure: ReactNode) => ReactNode;

/** `84.1 % right, between 79.6 and 87.8, with 312 labels.` */
export function scoreLine(
  metric: CurveMetric,
  { scores, labelsSpent, holdoutCount }: Progress["curve"][number],
  words: Words,
  figure: Mark,
): ReactNode {
  const { value, low, high } = scores[metric];
  const isBounded = low !== null && high !== null;
  return words.t.rich(isBounded ? "headline.measured" : "headline.measuredBare", {
    metric,
    score: scoreOf(metric, value, words),
    low: bareScoreOf(metric, low ?? 0, words),
    high: bareScoreOf(metric, high ?? 0, words),
    labels: labelsSpent,
    holdout: holdoutCount,
    figure,
  });
}

/** `Random labeling would have needed about 790, between 560 and 1,200.`, at least so many, or that it cannot be told. */
export function randomLine(
  { saved, metric, holdout }: Pick<Progress, "saved" | "metric" | "holdout">,
  words: Words,
  figure: Mark,
): ReactNode {
  const of = saved[metric];
  if (of.kind === "drawnAtRandom") return words.t("saved.drawnAtRandom");
  if (metric === "macroF1" && holdout.labelsForMacroF1 === null) return words.t("headline.noInterval");
  if (of.kind === "tooEarly" || of.kind === "noInterval") return words.t("headline.tooEarlyRandom");
  if (of.kind === "indistinguishable") return words.t("headline.indistinguishable");
  const { value, low, high } = of.randomNeeds;
  return words.t.rich(`headline.${of.kind}`, {
    extent: extentOf(of),
    needs: labelsOf(value, words),
    low: labelsOf(low ?? 0, words),
    high: labelsOf(high ?? 0, words),
    pool: Math.round(value),
    figure,
  });
}
