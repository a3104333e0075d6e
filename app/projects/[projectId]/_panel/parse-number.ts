import type { Language } from "@/lib/contracts/language-names";

/**
 * A number as people type it: `1,000`, `24.50`, `24,50`, `88 %`. Three digits after one separator are thousands where the
 * language writes them so; NaN when it is no number.
 */
export function parseNumber(text: string, language: Language): number {
  const given = text.replace(/[\s%]/g, "");
  if (!/^\d+([.,]\d+)*$/.test(given)) return Number.NaN;
  const separators = given.replace(/\d/g, "");
  const last = separators.at(-1);
  if (last === undefined) return Number(given);
  const group = new Intl.NumberFormat(language).format(12_345).replace(/\d/g, "");
  const isGrouped = /^\d{1,3}([.,]\d{3})+$/.test(given) && new Set(separators).size === 1 && last === group;
  if (isGrouped) return Number(given.replace(/[.,]/g, ""));
  const at = given.lastIndexOf(last);
  if (separators.indexOf(last) !== separators.length - 1) return Number.NaN;
  return Number(`${given.slice(0, at).replace(/[.,]/g, "")}.${given.slice(at + 1)}`);
}
