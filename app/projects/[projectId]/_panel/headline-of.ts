import { holdoutWorthAHeadline, type Panel } from "@/lib/contracts/panel";
import type { CurveMetric, Progress, ProgressPoint } from "@/lib/contracts/progress";
import { changeOf } from "./figures";
import { forecastWords } from "./forecast-words";
import type { Words } from "./use-words";

export type Headline =
  | {
      readonly kind: "measured";
      readonly metric: CurveMetric;
      readonly point: ProgressPoint;
      readonly lede: string;
    }
  | { readonly kind: "said"; readonly sentence: string; readonly lede: string };

/** What can honestly be said about the project now. */
export function headlineOf(panel: Panel, progress: Progress, words: Words): Headline {
  const { t } = words;
  const point = progress.curve.at(-1);
  if (panel.pool.samples === 0) {
    const key = panel.pool.importing ? "importing" : "noSamples";
    return { kind: "said", sentence: t(`headline.${key}`), lede: t(`headline.${key}Text`) };
  }
  if (!point) return beforeCurve(panel, progress, words);
  const headline = measuredHeadline(panel, progress, point, words);
  // What counts as right is said where it is first read.
  const isOfSets = panel.project.task === "multi" && progress.metric === "accuracy";
  return isOfSets ? { ...headline, lede: `${headline.lede} ${t("headline.rightOfSets")}` } : headline;
}

function measuredHeadline(panel: Panel, progress: Progress, point: ProgressPoint, words: Words): Headline {
  if (point.holdoutCount < holdoutWorthAHeadline) return tooEarly(point, words);
  const lede = ledeOf(progress, point, panel.pool.unlabeled, words);
  return { kind: "measured", metric: progress.metric, point, lede };
}

function beforeCurve(panel: Panel, progress: Progress, { t }: Words): Headline {
  const { spent, labelClasses, worker, queue } = panel;
  const said = (key: "encoding" | "noLabels") => {
    return { kind: "said", sentence: t(`headline.${key}`), lede: t(`headline.${key}Text`) } as const;
  };
  if (queue === null && worker.encoding !== null) return said("encoding");
  const active = labelClasses.filter((labelClass) => labelClass.archivedAt === null).length;
  const labels = spent.labelsSpent + spent.imported;
  // Of one class that a sample may have or not there is something to decide, too.
  if (active < (panel.project.task === "multi" ? 1 : 2)) {
    return { kind: "said", sentence: t("headline.noClasses", { active }), lede: t("headline.noClassesText") };
  }
  if (labels === 0) return said("noLabels");
  return {
    kind: "said",
    sentence: t("headline.noModel", { labels }),
    lede: t(`headline.${whatIsMissing(panel, progress)}`),
  };
}

/** What the first point waits for: labels, or only the round that trains and measures the first model. */
function whatIsMissing({ spent, worker }: Panel, { holdout }: Progress) {
  const training = spent.labelsSpent + spent.imported - spent.holdout;
  if (spent.holdout === 0 && holdout.share === 0) return "noHoldoutText";
  if (training === 0 || spent.holdout === 0) return "noModelText";
  if (worker.alive === 0) return "roundWithoutWorker";
  if (worker.activity === "round") return "roundRuns";
  if (worker.lastError?.kind === "round" && !worker.lastError.isOver) {
    return worker.lastError.isTriedAgain ? "roundFailed" : "roundGivenUp";
  }
  return worker.encoding?.progress == null ? "roundComes" : "roundAfterEncoding";
}

function tooEarly({ holdoutCount, labelsSpent, scores }: ProgressPoint, { t, format }: Words): Headline {
  const { value, low, high } = scores.accuracy;
  const lede = t("headline.tooEarlyText", {
    right: Math.round(value * holdoutCount),
    holdout: holdoutCount,
    low: format.points(low ?? 0),
    high: format.percent(high ?? 1),
    enough: holdoutWorthAHeadline,
  });
  return { kind: "said", sentence: t("headline.tooEarly", { labels: labelsSpent }), lede };
}

/** How far the target is; without one, what the figure above was measured on. */
function ledeOf(
  progress: Progress,
  { holdoutCount, scores }: ProgressPoint,
  unlabeled: number,
  words: Words,
): string {
  if (progress.forecast.kind === "noTarget") {
    const { metric } = progress;
    const isBounded = String(scores[metric].low !== null);
    return words.t("headline.measuredOn", { holdout: holdoutCount, metric, isBounded });
  }
  return [forecastWords(progress, unlabeled, words), directionWords(progress, words)]
    .filter(Boolean)
    .join(" ");
}

/** What labels are expected to bring and what they brought, where the curve itself says so. */
function directionWords({ advice, slope, metric, pinnedModelNumber }: Progress, words: Words): string {
  if (advice.kind === "flat") return words.t("headline.flat");
  const moved = slope[metric];
  if (advice.kind !== "goOn" || !moved || moved.low === null || moved.high === null) return "";
  const isBetter = metric === "logLoss" ? moved.high < 0 : moved.low > 0;
  if (!isBetter) return "";
  const past = { change: changeOf(metric, moved.value, words), metric };
  const { nextHundred } = advice;
  // While a model is frozen, labels bring nothing.
  if (!nextHundred || pinnedModelNumber !== null) return words.t("headline.goOnBare", past);
  const direction = nextHundred.value < 0 ? "down" : "up";
  const gain = words.t("advice.change", { direction, change: changeOf(metric, nextHundred.value, words) });
  return words.t("headline.goOn", { ...past, gain });
}
