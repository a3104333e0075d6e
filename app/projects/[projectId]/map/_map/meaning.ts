import type { useTranslations } from "use-intl";
import type { MapHeader, MapPoints } from "@/lib/contracts/map";
import type { Format } from "../../../../_components/format";
import type { Coloured, Colouring } from "./colouring";
import { coverageOf, totalsOf } from "./map-facts";

interface Facts {
  readonly header: MapHeader;
  readonly points: MapPoints;
  readonly coloured: Coloured;
}

/** What the map means in these colours, in one sentence or two. */
export function meaningOf(
  colouring: Colouring,
  { header, points, coloured }: Facts,
  t: ReturnType<typeof useTranslations<"map.meaning">>,
  format: Format,
): string {
  const totals = totalsOf(points);
  if (colouring === "label") {
    const { parts, bare, fullestBare } = coverageOf(points);
    return t("label", { ...totals, parts, bare, most: fullestBare.length });
  }
  if (colouring === "prediction") {
    const [first] = [...coloured.entries]
      .filter(({ group }) => group.kind === "class")
      .sort((a, b) => b.count - a.count);
    if (first?.group.kind !== "class") return t("nothingPredicted");
    const share = format.wholePercent(first.count / Math.max(1, totals.predicted));
    return t("prediction", { ...totals, name: first.group.name, share, model: header.modelNumber ?? 0 });
  }
  if (colouring === "score") {
    const share = format.wholePercent(totals.unsure / Math.max(1, totals.predicted));
    return t("score", { ...totals, share });
  }
  const bySlot = { query: 0, explore: 0, holdout: 0, imported: 0 };
  for (const { group, count } of coloured.entries) if (group.kind === "slot") bySlot[group.slot] = count;
  return t("slot", { labeled: totals.labeled, ...bySlot });
}
