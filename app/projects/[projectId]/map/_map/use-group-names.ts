"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "../../../../_components/use-format";
import type { Colouring, Group } from "./colouring";

/** What the groups of the legend are called. */
export function useGroupNames(colouring: Colouring): (group: Group) => string {
  const t = useTranslations("map.group");
  const format = useFormat();
  return (group) => {
    if (group.kind === "class") return group.name;
    if (group.kind === "others") return t("others", { classes: group.classes });
    if (group.kind === "only") return t("only", { name: group.name });
    if (group.kind === "several" || group.kind === "nothing") return t(group.kind);
    if (group.kind === "has" || group.kind === "lacks") return t(group.kind, { name: group.name });
    if (group.kind === "slot") return t(`slot.${group.slot}`);
    if (group.kind === "none") return t(`none.${colouring}`);
    return t("score", { from: Math.round(100 * group.from), to: format.wholePercent(group.to) });
  };
}
