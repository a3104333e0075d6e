import type { Quality } from "@/lib/contracts/progress";
import type { CsvValue } from "../../../../_components/csv";
import type { Format } from "../../../../_components/format";
import { namesOf, type QualityWords } from "./finding-words";

type LabelNext = NonNullable<Quality["perClass"][number]["labelNext"]>;

/**
 * Where samples of a class can be sought, below the project's path: the grid has what the model takes for it, which is
 * nothing of a class it never saw, and not what it misses.
 */
export function seekPath(labelNext: LabelNext, labelClassId: string): string {
  return labelNext === "seen never" || labelNext === "missed" ? "/find" : `/grid?class=${labelClassId}`;
}

/** Which class is worst, how sure that is, and what a dash means where there is one. */
export function classesWords(quality: Quality, t: QualityWords, format: Format): string {
  const said = worstWords(quality, t, format);
  const hasDash = quality.perClass.some(({ f1, precision, recall }) => !f1 || !precision || !recall);
  return hasDash ? `${said} ${t("classes.dash")}` : said;
}

function worstWords(quality: Quality, t: QualityWords, format: Format): string {
  const scored = quality.perClass.filter(({ f1 }) => f1 !== null);
  const [worst] = scored;
  if (!worst?.f1) return t("classes.unknown");
  const best = Math.max(...scored.map(({ f1 }) => f1!.value));
  const isSame = best - worst.f1.value < 0.005;
  if (isSame) return t("classes.same", { f1: format.decimals(worst.f1.value, 2) });
  const facts = {
    name: namesOf([worst.labelClassId], quality, t),
    f1: format.decimals(worst.f1.value, 2),
    best: format.decimals(best, 2),
    support: worst.support,
  };
  return (worst.f1.high ?? 1) < best ? t("classes.worst", facts) : t("classes.even", facts);
}

export function classesCsv({ perClass, labelClasses }: Quality): CsvValue[][] {
  const nameOf = new Map(labelClasses.map(({ id, name }) => [id, name]));
  const scores = ["f1", "precision", "recall"] as const;
  return [
    [
      "class",
      ...scores.flatMap((score) => [score, `${score}Low`, `${score}High`]),
      "holdoutLabels",
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
      row.support,
      row.trainingLabels,
      row.labelNext,
      row.confusedWith === null ? null : (nameOf.get(row.confusedWith) ?? ""),
    ]),
  ];
}
