import { createTranslator } from "use-intl/core";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import type { Words } from "@/app/projects/[projectId]/_panel/use-words";
import type { Language } from "@/lib/contracts/language-names";
import type { CurveMetric, Estimate, Progress, ProgressPoint } from "@/lib/contracts/progress";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";

/** The page's words in one language. */
export function wordsIn(language: Language): Words {
  const options = { locale: language, messages: catalogues[language] };
  const t = createTranslator({ ...options, namespace: "panel" });
  const engine = createTranslator({ ...options, namespace: "engine" });
  return { t, engine, format: formatIn(language) };
}

export const byMetric = <Value>(value: Value): Record<CurveMetric, Value> => ({
  accuracy: value,
  macroF1: value,
  logLoss: value,
});

export const estimate = (value: number, low: number | null, high: number | null): Estimate => ({
  value,
  low,
  high,
});

/** A model with its accuracy on a holdout; the other scores have no interval unless given. */
export function pointOf(
  labelsSpent: number,
  [correct, holdoutCount]: readonly [number, number],
  rest: Partial<ProgressPoint> = {},
): ProgressPoint {
  const accuracy = { value: correct / holdoutCount, ...wilsonInterval(correct, holdoutCount) };
  return {
    modelNumber: labelsSpent,
    labelsSpent,
    trainingLabels: labelsSpent - holdoutCount,
    activeSeconds: null,
    holdoutCount,
    scores: { accuracy, macroF1: estimate(0.5, null, null), logLoss: estimate(0.6, null, null) },
    ...rest,
  };
}

/** A project of which nothing is known but what is given. */
export function progressOf(given: Partial<Progress> = {}): Progress {
  return {
    metric: "accuracy",
    target: null,
    hourlyRate: null,
    currency: "USD",
    secondsPerLabel: null,
    labelsSpent: given.curve?.at(-1)?.labelsSpent ?? 0,
    budget: null,
    pinnedModelNumber: null,
    curve: [],
    marks: [],
    random: [],
    randomMeasured: null,
    saved: byMetric({ kind: "tooEarly", holdoutNeeded: null, randomMissing: null }),
    slope: byMetric(null),
    forecast: { kind: "noTarget" },
    path: byMetric([]),
    advice: { kind: "cannotTell", nextHundred: null, priceOfHundred: null, stability: null },
    holdout: {
      growth: "grows",
      share: 0.25,
      plainLabels: given.curve?.at(-1)?.holdoutCount ?? 0,
      activeLabels: 0,
      width: null,
      askedWidth: null,
      labelsForAskedWidth: null,
      labelsForMacroF1: 15,
      sampling: "uniform",
      active: null,
    },
    ...given,
  };
}
