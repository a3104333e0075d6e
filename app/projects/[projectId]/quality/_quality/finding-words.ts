import type { useTranslations } from "use-intl";
import type { Estimate, HoldoutGrowth } from "@/lib/contracts/progress";
import type { Quality } from "@/lib/contracts/quality";
import { holdoutWorthADiagnosis } from "@/lib/contracts/quality";
import type { Format } from "../../../../_components/format";

export type QualityWords = ReturnType<typeof useTranslations<"quality">>;
type Diagnosis = NonNullable<Quality["diagnosis"]>;

export interface FindingWords {
  readonly sentence: string;
  readonly evidence: string;
  readonly next: string;
}

/** What stands out most, what says so, and what to do next. Takes a quality that has a diagnosis. */
export function findingWords(quality: Quality, t: QualityWords, format: Format): FindingWords {
  const { finding } = quality.diagnosis!;
  const isOfTraining = finding === "memorising" || finding === "variance" || finding === "modelTooSimple";
  return {
    sentence: sentenceOf(quality.diagnosis!, t),
    evidence: [
      evidenceOf(quality, t, format),
      isOfTraining && ofEarlierModel(quality, t),
      measuredOn(quality, t),
      rightWords(quality, t),
    ]
      .filter(Boolean)
      .join(" "),
    next: nextWords(quality, t),
  };
}

/** Where nothing stands out of what was looked at, what was not is said, too. */
function sentenceOf({ finding, notKnown }: Diagnosis, t: QualityWords): string {
  if (finding !== "healthy" || notKnown.length === 0) return t(`finding.${finding}`);
  return t("finding.healthySoFar", { notKnown: notKnown.map((cause) => t(`causes.${cause}`)).join(", ") });
}

/** Which model was measured on its own labels, where that was not the newest; else nothing. */
export function ofEarlierModel({ diagnosis, modelNumber }: Quality, t: QualityWords): string {
  const { trainingMeasured } = diagnosis!;
  if (!trainingMeasured || trainingMeasured.modelNumber === modelNumber) return "";
  return t("ofEarlier", { model: trainingMeasured.modelNumber, labels: trainingMeasured.labelsSpent });
}

/** Findings whose next step is to label on: only while the overview advises to. */
const labelOn: ReadonlySet<Diagnosis["finding"]> = new Set([
  "memorising",
  "variance",
  "missingCases",
  "healthy",
  "cannotTell",
]);

function nextWords(quality: Quality, t: QualityWords): string {
  const { finding, advice } = quality.diagnosis!;
  const stays = stayOf(quality);
  if (finding === "cannotTell" && (advice === "goOn" || advice === "cannotTell") && stays !== null)
    return t(`nextStay.${stays}`);
  if (advice === "growHoldout" && labelOn.has(finding) && finding !== "missingCases") {
    const { holdoutGrowth: growth } = quality;
    return growth === "grows" ? t("nextAdvised.growHoldout") : t(`nextStay.${growth}`);
  }
  const isStopped = advice === "targetMet" || advice === "flat" || advice === "budgetSpent";
  if (labelOn.has(finding) && isStopped) return t(`nextAdvised.${advice}`);
  const next = t(`nextStep.${finding}`);
  // A holdout label measures a frozen model, too, but teaches it as little as any other.
  const teaches = labelOn.has(finding) && finding !== "cannotTell";
  const { pinnedModelNumber: pinned } = quality;
  return teaches && pinned !== null ? t("nextFrozen", { pinned, next }) : next;
}

/** What keeps the holdout from being large enough for a diagnosis; null where nothing does. */
export function stayOf(quality: Quality): Exclude<HoldoutGrowth, "grows"> | null {
  const { holdoutCount, holdoutGrowth, holdoutStopsAt } = quality;
  if (holdoutCount >= holdoutWorthADiagnosis) return null;
  if (holdoutGrowth !== "grows") return holdoutGrowth;
  return holdoutStopsAt !== null && holdoutStopsAt < holdoutWorthADiagnosis ? "atWidth" : null;
}

function measuredOn({ modelNumber, holdoutCount }: Quality, t: QualityWords): string {
  return t("measuredOn", { model: modelNumber ?? 0, holdout: holdoutCount });
}

/** What counts as right where a sample may have several classes. */
function rightWords({ confusion }: Quality, t: QualityWords): string {
  return confusion === null ? t("rightOfSets") : "";
}

function evidenceOf(quality: Quality, t: QualityWords, format: Format): string {
  const diagnosis = quality.diagnosis!;
  const holdout = span(diagnosis.holdoutAccuracy, t, format);
  switch (diagnosis.finding) {
    case "memorising":
      return t("evidence.memorising", { training: shareOf(diagnosis.trainingAccuracy, format), holdout });
    case "modelTooSimple":
      return t("evidence.modelTooSimple", { training: shareOf(diagnosis.trainingAccuracy, format), holdout });
    case "variance":
      return t("evidence.variance", { spread: format.points(diagnosis.spread?.spread ?? 0), holdout });
    case "missingCases":
      return missingEvidence(quality, t, holdout);
    case "drift":
      return driftEvidence(diagnosis, t, format);
    case "healthy":
      return t("evidence.healthy", { holdout });
    case "cannotTell":
      return t("evidence.cannotTell", {
        missing: Math.max(0, holdoutWorthADiagnosis - quality.holdoutCount),
        holdout,
      });
  }
}

function missingEvidence(quality: Quality, t: QualityWords, holdout: string): string {
  const never = quality.diagnosis!.classesNeverSeen;
  if (never.length > 0) {
    return t("evidence.neverSeen", { count: never.length, names: namesOf(never, quality, t), holdout });
  }
  const few = quality.perClass
    .filter(
      ({ labelNext, found, support, predicted }) =>
        labelNext === "few labels" && support + predicted > 2 * found,
    )
    .map(({ labelClassId }) => labelClassId);
  if (few.length === 0) return t("evidence.healthy", { holdout });
  return t("evidence.fewLabels", { count: few.length, names: namesOf(few, quality, t), holdout });
}

function driftEvidence({ drift }: Diagnosis, t: QualityWords, format: Format): string {
  if (!drift) return "";
  return t("evidence.drift", {
    older: span(drift.older, t, format),
    newer: span(drift.newer, t, format),
    chance: chanceOf(drift.pValue, t, format),
  });
}

/** `84.1 % (76.2 to 90.0)` */
export function span({ value, low, high }: Estimate, t: QualityWords, format: Format): string {
  const figure = format.percent(value);
  if (low === null || high === null) return figure;
  return t("span", { figure, low: format.points(low), high: format.points(high) });
}

function shareOf(share: number | null, format: Format): string {
  return share === null ? "–" : format.percent(share);
}

/** By how many of 100 accidents a change as large would come about. */
export function chanceOf(pValue: number, t: QualityWords, format: Format): string {
  if (pValue < 0.001) return t("chanceBelow");
  return t("chance", { p: format.significant(pValue, 2) });
}

const named = 3;

/** The first few by name, and how many there are besides. */
export function namesOf(ids: readonly string[], { labelClasses }: Quality, t: QualityWords): string {
  const nameOf = new Map(labelClasses.map(({ id, name }) => [id, name]));
  const names = ids.slice(0, named).map((id) => t("quoted", { name: nameOf.get(id) ?? id }));
  return t("names", { names: names.join(", "), more: ids.length - names.length });
}
