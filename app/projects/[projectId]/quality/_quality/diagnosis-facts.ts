import type { Estimate, Quality } from "@/lib/contracts/progress";
import type { CsvValue } from "../../../../_components/csv";
import type { Format } from "../../../../_components/format";
import { chanceOf, namesOf, type QualityWords, span } from "./finding-words";

/** Where an accuracy was measured. */
export type Part = "training" | "crossValidated" | "holdout" | "older" | "newer";

export interface PartAccuracy {
  readonly part: Part;
  readonly estimate: Estimate;
}

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
  const { spread, drift, classesNeverSeen } = quality.diagnosis!;
  return [
    ["measure", "value", "low", "high"],
    ...partAccuracies(quality).map(({ part, estimate: { value, low, high } }) => [
      `accuracy ${part}`,
      value,
      low,
      high,
    ]),
    ["spread over resampled labels", spread?.spread ?? null, null, null],
    ["p-value of no drift", drift?.pValue ?? null, null, null],
    ["classes never seen", classesNeverSeen.length, null, null],
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

function memorisingWords({ diagnosis }: Quality, t: QualityWords, format: Format): string {
  const { trainingAccuracy, holdoutAccuracy } = diagnosis!;
  if (trainingAccuracy === null) return t("checks.notMeasured");
  const gap = trainingAccuracy - holdoutAccuracy.value;
  if (trainingAccuracy <= (holdoutAccuracy.high ?? 1)) {
    return t("checks.notMemorising", { training: format.percent(trainingAccuracy) });
  }
  return t("checks.memorising", {
    training: format.percent(trainingAccuracy),
    gap: format.points(gap),
  });
}

function varianceWords({ diagnosis }: Quality, t: QualityWords, format: Format): string {
  const { spread } = diagnosis!;
  if (!spread) return t("checks.notMeasured");
  return t("checks.variance", { spread: format.points(spread.spread), resamples: spread.resamples });
}

function missingWords(quality: Quality, t: QualityWords): string {
  const never = quality.diagnosis!.classesNeverSeen;
  if (never.length > 0) {
    return t("checks.neverSeen", { count: never.length, names: namesOf(never, quality, t) });
  }
  const [rarest] = [...quality.perClass].sort((a, b) => a.trainingLabels - b.trainingLabels);
  if (!rarest) return t("checks.notMeasured");
  return t("checks.rarest", {
    name: namesOf([rarest.labelClassId], quality, t),
    labels: rarest.trainingLabels,
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
