"use client";

import { useTranslations } from "use-intl";
import { type MapHeader, noClass } from "@/lib/contracts/map";

/** What the class at this index of the header is called; a dash where a point has none. */
export function useClassNames({ classes }: MapHeader): (index: number) => string {
  const t = useTranslations("map");
  return (index) => (index === noClass ? t("table.none") : (classes[index]?.name ?? t("group.several")));
}
