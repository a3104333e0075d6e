import type { useTranslations } from "use-intl";
import { type CurvePoint, holdoutWorthAHeadline, type Panel } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";

export type Headline =
  | { readonly kind: "measured"; readonly point: CurvePoint; readonly lede: string }
  | { readonly kind: "said"; readonly sentence: string; readonly lede: string };

type Words = ReturnType<typeof useTranslations<"panel.headline">>;

/** What can honestly be said about the project now. */
export function headlineOf(panel: Panel, t: Words, format: Format): Headline {
  const point = panel.curve.at(-1);
  if (panel.pool.samples === 0) {
    const key = panel.pool.importing ? "importing" : "noSamples";
    return { kind: "said", sentence: t(key), lede: t(`${key}Text`) };
  }
  if (!point) return beforeCurve(panel, t);
  if (point.holdoutCount < holdoutWorthAHeadline) return tooEarly(point, t, format);
  return { kind: "measured", point, lede: t("measuredOn", { holdout: point.holdoutCount }) };
}

function beforeCurve({ spent, labelClasses, worker, queue }: Panel, t: Words): Headline {
  if (queue === null && worker.encoding !== null) {
    return { kind: "said", sentence: t("encoding"), lede: t("encodingText") };
  }
  const active = labelClasses.filter((labelClass) => labelClass.archivedAt === null).length;
  const labels = spent.labelsSpent + spent.imported;
  if (active < 2) return { kind: "said", sentence: t("noClasses", { active }), lede: t("noClassesText") };
  if (labels === 0) return { kind: "said", sentence: t("noLabels"), lede: t("noLabelsText") };
  return { kind: "said", sentence: t("noModel", { labels }), lede: t("noModelText") };
}

function tooEarly(point: CurvePoint, t: Words, format: Format): Headline {
  const lede = t("tooEarlyText", {
    right: Math.round(point.accuracy * point.holdoutCount),
    holdout: point.holdoutCount,
    low: format.points(point.low),
    high: format.percent(point.high),
    enough: holdoutWorthAHeadline,
  });
  return { kind: "said", sentence: t("tooEarly", { labels: point.labelsSpent }), lede };
}
