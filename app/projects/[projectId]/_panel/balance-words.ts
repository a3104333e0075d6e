import type { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";

/**
 * Which class has the most labels and which the fewest, in one sentence; null where none has more than another. Where a
 * sample may have several classes, shares are of the `labeledSamples` (null elsewhere): they add up to more than all.
 */
export function balanceWords(
  labelClasses: readonly Pick<Panel["labelClasses"][number], "name" | "labels">[],
  labeledSamples: number | null,
  t: ReturnType<typeof useTranslations<"panel.classes">>,
  format: Format,
): string | null {
  const total = labeledSamples ?? labelClasses.reduce((sum, { labels }) => sum + labels, 0);
  const sorted = labelClasses.toSorted((a, b) => b.labels - a.labels);
  const [most, fewest] = [sorted[0], sorted.at(-1)];
  if (!most || !fewest || most.labels === fewest.labels) return null;
  return t(labeledSamples === null ? "meaning" : "meaningOfSets", {
    most: most.name,
    mostShare: format.wholePercent(most.labels / total),
    fewest: fewest.name,
    fewestShare: format.wholePercent(fewest.labels / total),
  });
}
