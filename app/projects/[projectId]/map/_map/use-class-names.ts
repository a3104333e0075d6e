"use client";

import { useTranslations } from "use-intl";
import { type MapHeader, mapClassesOf, noClass } from "@/lib/contracts/map";

/** What a point's label or prediction is called; a dash where it has none. */
export function useClassNames(header: MapHeader): (value: number) => string {
  const t = useTranslations("map");
  return (value) => {
    if (value === noClass) return t("table.none");
    const classes = mapClassesOf(header, value);
    if (classes === null) return t("group.several");
    if (classes.length === 0) return t("group.nothing");
    return classes.map((index) => header.classes[index]!.name).join(", ");
  };
}
