import { type CurvePoint, holdoutWorthAHeadline, type Panel } from "@/lib/contracts/panel";
import { formatCount, formatPercent, formatPlural, formatPoints } from "../../../_components/format";

export type Headline =
  | { readonly kind: "measured"; readonly point: CurvePoint; readonly lede: string }
  | { readonly kind: "said"; readonly sentence: string; readonly lede: string };

/** What can honestly be said about the project now. */
export function headlineOf(panel: Panel): Headline {
  const point = panel.curve.at(-1);
  if (panel.pool.samples === 0) return beforeSamples(panel);
  if (!point) return beforeCurve(panel);
  if (point.holdoutCount < holdoutWorthAHeadline) return tooEarly(point);
  return {
    kind: "measured",
    point,
    lede: `Measured on ${formatCount(point.holdoutCount)} samples drawn at random, labeled blind and never trained on. The interval holds the true accuracy 95 times in 100.`,
  };
}

function beforeSamples({ pool }: Panel): Headline {
  if (pool.importing) {
    return {
      kind: "said",
      sentence: "Samples are on their way.",
      lede: "They appear together once the whole file is read.",
    };
  }
  return {
    kind: "said",
    sentence: "No samples yet.",
    lede: "Import texts or images under Data; labeling can begin right after.",
  };
}

function beforeCurve({ spent, labelClasses, worker, queue }: Panel): Headline {
  if (queue === null && worker.encoding !== null) {
    return {
      kind: "said",
      sentence: "Getting to know the samples.",
      lede: "An encoder learns from the pool itself what is alike. You may begin labeling meanwhile.",
    };
  }
  const active = labelClasses.filter((labelClass) => labelClass.archivedAt === null).length;
  const given = spent.labelsSpent + spent.imported;
  if (active < 2) {
    return {
      kind: "said",
      sentence: active === 0 ? "No classes yet." : "Only one class yet.",
      lede: "A model needs at least two classes to tell apart. Add them under Settings.",
    };
  }
  if (given === 0) {
    return {
      kind: "said",
      sentence: "No labels yet.",
      lede: "After the first few the model begins to learn, and the curve begins here.",
    };
  }
  return {
    kind: "said",
    sentence: `${formatPlural(given, "label")}, no measured model yet.`,
    lede: "The first point needs labels of two classes, and labels of the holdout: samples drawn at random and labeled blind, which come up by themselves.",
  };
}

function tooEarly(point: CurvePoint): Headline {
  const right = Math.round(point.accuracy * point.holdoutCount);
  return {
    kind: "said",
    sentence: `Too early to tell, with ${formatPlural(point.labelsSpent, "label")}.`,
    lede:
      `The newest model got ${right} of ${formatPlural(point.holdoutCount, "holdout sample")} right, so the truth most likely lies ` +
      `between ${formatPoints(point.low)} and ${formatPercent(point.high)}. From ${holdoutWorthAHeadline} holdout labels on, the figure stands here.`,
  };
}
