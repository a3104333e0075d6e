import type { Language } from "@/lib/contracts/language-names";

/** A number as it stands in a field and is read back by `parseNumber`, without thousands; empty for none. */
export function typedNumber(value: number | null, language: Language): string {
  if (value === null) return "";
  return new Intl.NumberFormat(language, { maximumFractionDigits: 4, useGrouping: false }).format(
    Number(value.toPrecision(6)),
  );
}
