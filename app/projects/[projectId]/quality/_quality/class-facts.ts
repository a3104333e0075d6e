import type { Quality } from "@/lib/contracts/quality";
import type { CsvValue } from "../../../../_components/csv";
import type { Format } from "../../../../_components/format";
import { namesOf, type QualityWords } from "./finding-words";

type ClassScore = Quality["perClass"][number];
type LabelNext = NonNullable<ClassScore["labelNext"]>;

/**
 * Where samples of a class can be sought, below the project's path: the grid has what the model takes for it, which is
 * nothing of a class it never saw, and not what it misses.
 */
export function seekPath(labelNext: LabelNext, labelClassId: string): string {
  return labelNext === "seen never" || labelNext === "missed" ? "/find" : `/grid?class=${labelClassId}`;
}

/** What the order means, as far as it is known: what was never trained on, what is told apart worst, what cannot be judged. */
export function classesWords(quality: Quality, t: QualityWords, format: Format): string {
  const { perClass } = quality;
  const neverSeen = perClass.filter(({ trainingLabels }) => trainingLabels === 0);
  const unmeasured = perClass.filter(isUnmeasured);
  const namesIn = (some: readonly ClassScore[]) => ({
    count: some.length,
    names: namesOf(
      some.map(({ labelClassId }) => labelClassId),
      quality,
      t,
    ),
  });
  return [
    neverSeen.length > 0 && t("classes.neverSeen", namesIn(neverSeen)),
    worstWords(quality, t, format),
    unmeasured.length > 0 && t("classes.unmeasured", namesIn(unmeasured)),
    perClass.length > 0 && t("classes.terms"),
    perClass.some(({ f1 }) => !f1) && t("classes.dash"),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Of such a class the holdout has no sample, and none is taken for it. */
export function isUnmeasured({ support, predicted }: ClassScore): boolean {
  return support + predicted === 0;
}

/** Expected F1 that differ by less are alike. */
const alike = 0.005;

/** Of the classes that were trained on: which are told apart worse, and only where intervals of all at once say so. */
function worstWords(quality: Quality, t: QualityWords, format: Format): string {
  const measured = quality.perClass.filter((one) => one.trainingLabels > 0 && !isUnmeasured(one));
  const [worst, ...others] = measured;
  if (!worst) return t("classes.unknown");
  const lowOf = ({ simultaneousF1 }: ClassScore) => simultaneousF1?.low ?? 0;
  const highOf = ({ simultaneousF1 }: ClassScore) => simultaneousF1?.high ?? 1;
  const best = measured.reduce((most, one) => (lowOf(one) > lowOf(most) ? one : most));
  const nameOf = (...some: ClassScore[]) =>
    namesOf(
      some.map(({ labelClassId }) => labelClassId),
      quality,
      t,
    );
  const spanOf = ({ simultaneousF1 }: ClassScore) =>
    t("span", {
      figure: format.decimals(simultaneousF1?.value ?? 0, 2),
      low: format.decimals(simultaneousF1?.low ?? 0, 2),
      high: format.decimals(simultaneousF1?.high ?? 1, 2),
    });
  const bestFacts = { best: nameOf(best), bestF1: spanOf(best) };
  const behind = measured.filter((one) => highOf(one) < lowOf(best));
  if (others.length > 0 && others.every((other) => highOf(worst) < lowOf(other))) {
    return t("classes.worst", { name: nameOf(worst), f1: spanOf(worst), ...bestFacts });
  }
  if (behind.length > 0) {
    return t("classes.behind", {
      count: behind.length,
      names: nameOf(...behind),
      others: others.length - behind.length,
      ...bestFacts,
    });
  }
  if ((measured.at(-1)!.expectedF1 ?? 0) - (worst.expectedF1 ?? 0) < alike) {
    return t("classes.same", { count: measured.length });
  }
  const { support, found, predicted } = worst;
  return t("classes.even", { name: nameOf(worst), support, found, wrong: predicted - found });
}

export function classesCsv({ perClass, labelClasses }: Quality): CsvValue[][] {
  const nameOf = new Map(labelClasses.map(({ id, name }) => [id, name]));
  const scores = ["f1", "precision", "recall"] as const;
  return [
    [
      "class",
      ...scores.flatMap((score) => [score, `${score}Low`, `${score}High`]),
      "expectedF1",
      "holdoutLabels",
      "holdoutPredicted",
      "holdoutFound",
      "trainingLabels",
      "labelNext",
      "confusedWith",
    ],
    ...perClass.map((row) => [
      nameOf.get(row.labelClassId) ?? "",
      ...scores.flatMap((score) => [
        row[score]?.value ?? null,
        row[score]?.low ?? null,
        row[score]?.high ?? null,
      ]),
      row.expectedF1,
      row.support,
      row.predicted,
      row.found,
      row.trainingLabels,
      row.labelNext,
      row.confusedWith === null ? null : (nameOf.get(row.confusedWith) ?? ""),
    ]),
  ];
}
