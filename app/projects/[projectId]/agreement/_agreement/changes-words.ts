import type { useTranslations } from "use-intl";
import type { LabelChanges } from "@/lib/contracts/trends";
import type { Format } from "../../../../_components/format";

type ChangesWords = ReturnType<typeof useTranslations<"trends.changes">>;
type PairsWords = ReturnType<typeof useTranslations<"trends.pairs">>;

/** How many labels did not last, and whether that has become more or less. */
export function changesWords({ totals, share, step }: LabelChanges, t: ChangesWords, format: Format): string {
  const { labels, ...kinds } = totals;
  const all = kinds.changed + kinds.takenBack + kinds.overruled;
  if (all === 0) return labels === 0 ? t("noLabels") : t("none", { labels });
  if (labels === 0) return t("totalOnly", { all, ...kinds });
  const sentence = t("total", { all, labels, share: format.decimals((100 * all) / labels, 1), ...kinds });
  if (!share) return sentence;
  const hundred = (value: number) => format.decimals(100 * value, 1);
  const course = share.isTelling ? (share.newest > share.before ? "more" : "less") : "chance";
  const facts = { newest: hundred(share.newest), before: hundred(share.before), step };
  return `${sentence} ${t(`course.${course}`, facts)}`;
}

/** Of the difference of two counts, each of which has its own root as standard error. */
const standardErrors = 2;

/** What was changed most often, and whether that is more than chance made of the next. */
export function pairsWords({ task, pairs, classes, labelClasses }: LabelChanges, t: PairsWords): string {
  const nameOf = (id: string | null) =>
    labelClasses.find((labelClass) => labelClass.id === id)?.name ?? t("noLabel");
  const counts =
    task === "single"
      ? pairs.map(({ count }) => count)
      : classes.map(({ added, removed }) => added + removed);
  const [most, next = 0] = counts;
  if (most === undefined) return t("none");
  const isTelling = most - next > standardErrors * Math.sqrt(most + next);
  const facts = { count: most, certainty: isTelling ? "telling" : "chance" } as const;
  if (task === "multi") return t("mostClass", { name: nameOf(classes[0]!.id), ...facts });
  const { from, to } = pairs[0]!;
  if (to === null) return t("mostGone", { from: nameOf(from), ...facts });
  return t("mostPair", { from: nameOf(from), to: nameOf(to), ...facts });
}
