import type { useTranslations } from "use-intl";
import type { MapHeader, MapPoints } from "@/lib/contracts/map";
import type { Format } from "../../../../_components/format";
import type { Coloured, Colouring } from "./colouring";
import { countByClass, coverageOf, type Totals, totalsOf } from "./map-facts";

interface Facts {
  readonly header: MapHeader;
  readonly points: MapPoints;
  readonly coloured: Coloured;
  /** The one class that is looked at, where a sample may have several. */
  readonly ofClass: number | null;
}

type Words = ReturnType<typeof useTranslations<"map.meaning">>;

/** What the map means in these colours, in one sentence or two. */
export function meaningOf(colouring: Colouring, facts: Facts, t: Words, format: Format): string {
  const { header, points, coloured, ofClass } = facts;
  const totals = totalsOf(points);
  if (ofClass !== null && (colouring === "label" || colouring === "prediction")) {
    return meaningOfClass(colouring, facts, ofClass, t, format);
  }
  if (colouring === "label") {
    const { parts, bare, fullestBare } = coverageOf(points);
    return t("label", { ...totals, parts, bare, most: fullestBare.length });
  }
  if (colouring === "prediction") return meaningOfPredictions(facts, totals, t, format);
  if (colouring === "score") {
    const share = format.wholePercent(totals.unsure / Math.max(1, totals.predicted));
    return t(header.sets === null ? "score" : "scoreOfSets", { ...totals, share });
  }
  const bySlot = { query: 0, explore: 0, holdout: 0, imported: 0 };
  for (const { group, count } of coloured.entries) if (group.kind === "slot") bySlot[group.slot] = count;
  return t("slot", { labeled: totals.labeled, ...bySlot });
}

function meaningOfPredictions({ header, points }: Facts, totals: Totals, t: Words, format: Format): string {
  if (totals.predicted === 0) return t("nothingPredicted");
  const [first] = countByClass(header, points).sort((a, b) => b.predicted - a.predicted);
  if (!first || first.predicted === 0) return t("noneOfTheClasses", { ...totals });
  const share = format.wholePercent(first.predicted / totals.predicted);
  const said = { ...totals, name: first.name, share, model: header.modelNumber ?? 0 };
  return t(header.sets === null ? "prediction" : "predictionOfSets", said);
}

function meaningOfClass(
  colouring: "label" | "prediction",
  { header, coloured }: Facts,
  ofClass: number,
  t: Words,
  format: Format,
): string {
  const countOf = (kind: "has" | "lacks") =>
    coloured.entries.find(({ group }) => group.kind === kind)?.count ?? 0;
  const count = countOf("has");
  const all = count + countOf("lacks");
  const share = format.wholePercent(count / Math.max(1, all));
  const { name } = header.classes[ofClass]!;
  return t(`${colouring}OfClass`, { name, count, all, share, model: header.modelNumber ?? 0 });
}
