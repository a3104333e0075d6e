import type { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";

type Counted = Pick<Panel["labelClasses"][number], "name" | "labels">;

/** As many classes are named; of more it is said how many they are. */
const mostNamed = 3;

/**
 * Which classes have the most labels and which the fewest, in one sentence; null where none has more than another. Where a
 * sample may have several classes, shares are of the `labeledSamples` (null elsewhere): they add up to more than all.
 */
export function balanceWords(
  labelClasses: readonly Counted[],
  labeledSamples: number | null,
  t: ReturnType<typeof useTranslations<"panel.classes">>,
  format: Format,
): string | null {
  const total = labeledSamples ?? labelClasses.reduce((sum, { labels }) => sum + labels, 0);
  const counts = labelClasses.map(({ labels }) => labels);
  const [most, fewest] = [Math.max(...counts), Math.min(...counts)];
  if (labelClasses.length === 0 || most === fewest) return null;
  const withSo = (many: number) => labelClasses.filter(({ labels }) => labels === many);
  const namesOf = (some: readonly Counted[]) =>
    some.length > mostNamed
      ? t("many", { count: some.length })
      : some.map(({ name }) => t("quoted", { name })).join(", ");
  const [first, last] = [withSo(most), withSo(fewest)];
  return t(labeledSamples === null ? "meaning" : "meaningOfSets", {
    most: namesOf(first),
    mostCount: first.length,
    mostShare: format.wholePercent(most / total),
    fewest: namesOf(last),
    fewestCount: last.length,
    fewestShare: format.wholePercent(fewest / total),
  });
}
