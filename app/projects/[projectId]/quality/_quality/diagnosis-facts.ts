import type { Estimate } from "@/lib/contracts/progress";
import { randomMeasuredAgain } from "@/lib/contracts/progress";
import type { Quality } from "@/lib/contracts/quality";
import { holdoutWorthADiagnosis } from "@/lib/contracts/quality";
import type { CsvValue } from "../../../../_components/csv";
import type { Format } from "../../../../_components/format";
import { chanceOf, namesOf, ofEarlierModel, type QualityWords, span, stayOf } from "./finding-words";

/** Where an accuracy was measured. */
export type Part = "training" | "crossValidated" | "holdout" | "older" | "newer";

export interface PartAccuracy {
  readonly part: Part;
  readonly estimate: Estimate;
}

/** Parts that take many models to measure: what is known of them may be of an earlier model than the newest. */
export const ofManyModels: readonly Part[] = ["training", "crossValidated"];

/** The accuracies that are known, from the labels it learned from to those given last. */
export function partAccuracies({ diagnosis }: Quality): PartAccuracy[] {
  if (!diagnosis) return [];
  const { trainingAccuracy, crossValidatedAccuracy, holdoutAccuracy, drift } = diagnosis;
  const training = trainingAccuracy === null ? null : { value: trainingAccuracy, low: null, high: null };
  const all: [Part, Estimate | null][] = [
    ["training", training],
    ["crossValidated", crossValidatedAccuracy],
    ["holdout", holdoutAccuracy],
    ["older", drift?.older ?? null],
    ["newer", drift?.newer ?? null],
  ];
  return all.flatMap(([part, estimate]) => (estimate ? [{ part, estimate }] : []));
}

export function diagnosisCsv(quality: Quality): CsvValue[][] {
  const { spread, drift, classesNeverSeen, trainingMeasured } = quality.diagnosis!;
  const [newest, measured] = [quality.modelNumber, trainingMeasured?.modelNumber ?? null];
  return [
    ["measure", "value", "low", "high", "model"],
    ...partAccuracies(quality).map(({ part, estimate: { value, low, high } }) => [
      `accuracy ${part}`,
      value,
      low,
      high,
      ofManyModels.includes(part) ? measured : newest,
    ]),
    ["spread over resampled labels", spread?.spread ?? null, null, null, spread && measured],
    ["p-value of no drift", drift?.pValue ?? null, null, null, newest],
    ["classes never seen", classesNeverSeen.length, null, null, newest],
  ];
}

export interface Check {
  readonly kind: "memorising" | "variance" | "missingCases" | "drift";
  readonly words: string;
  readonly standsOut: boolean;
}

/** What may be wrong, one after another, each with what is known of it. */
export function checksOf(quality: Quality, t: QualityWords, format: Format): Check[] {
  const words = {
    memorising: memorisingWords(quality, t, format),
    variance: varianceWords(quality, t, format),
    missingCases: missingWords(quality, t),
    drift: driftWords(quality, t, format),
  };
  const kinds = ["memorising", "variance", "missingCases", "drift"] as const;
  return kinds.map((kind) => ({
    kind,
    words: words[kind],
    standsOut: quality.diagnosis!.finding === kind,
  }));
}

function memorisingWords(quality: Quality, t: QualityWords, format: Format): string {
  const { trainingAccuracy, holdoutAccuracy } = quality.diagnosis!;
  if (trainingAccuracy === null) return notMeasuredWords(quality, t, format);
  const training = format.percent(trainingAccuracy);
  const gap = format.points(trainingAccuracy - holdoutAccuracy.value);
  const said =
    trainingAccuracy <= (holdoutAccuracy.high ?? 1)
      ? t("checks.notMemorising", { training })
      : t("checks.memorising", { training, gap });
  return `${said} ${ofEarlierModel(quality, t)}`.trimEnd();
}

function varianceWords(quality: Quality, t: QualityWords, format: Format): string {
  const { spread } = quality.diagnosis!;
  if (!spread) return notMeasuredWords(quality, t, format);
  const said = t("checks.variance", { spread: format.points(spread.spread), resamples: spread.resamples });
  return `${said} ${ofEarlierModel(quality, t)}`.trimEnd();
}

/** When what takes many models is measured first, and when again. */
function notMeasuredWords(quality: Quality, t: QualityWords, format: Format): string {
  const told = t("checks.notMeasured", {
    holdout: holdoutWorthADiagnosis,
    growth: format.wholePercent(randomMeasuredAgain - 1),
  });
  return stayOf(quality) === null ? told : `${told} ${t("checks.stays")}`;
}

function missingWords(quality: Quality, t: QualityWords): string {
  const never = quality.diagnosis!.classesNeverSeen;
  if (never.length > 0) {
    return t("checks.neverSeen", { count: never.length, names: namesOf(never, quality, t) });
  }
  if (quality.perClass.length === 0) return t("checks.classesUnknown");
  const labels = Math.min(...quality.perClass.map(({ trainingLabels }) => trainingLabels));
  const rarest = quality.perClass.filter(({ trainingLabels }) => trainingLabels === labels);
  return t("checks.rarest", {
    count: rarest.length,
    names: namesOf(
      rarest.map(({ labelClassId }) => labelClassId),
      quality,
      t,
    ),
    labels,
  });
}

function driftWords({ diagnosis }: Quality, t: QualityWords, format: Format): string {
  const { drift } = diagnosis!;
  if (!drift) return t("checks.driftUnknown");
  return t("checks.drift", {
    older: span(drift.older, t, format),
    newer: span(drift.newer, t, format),
    chance: chanceOf(drift.pValue, t, format),
  });
}
