import type { LabelClass } from "./keymap";

/**
 * Classes whose name holds what was typed, those that begin with it first; then those whose words begin with its
 * letters one after the other (`cl` finds "card lost"), then those with a word that begins with it.
 */
export function searchClasses(labelClasses: readonly LabelClass[], typed: string): LabelClass[] {
  const wanted = plain(typed).trim();
  if (wanted === "") return [...labelClasses];
  return labelClasses
    .map((labelClass) => ({ labelClass, rank: rankOf(plain(labelClass.name), wanted) }))
    .filter(({ rank }) => rank < unfit)
    .sort((a, b) => a.rank - b.rank || a.labelClass.position - b.labelClass.position)
    .map(({ labelClass }) => labelClass);
}

const unfit = 5;

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const words = name.split(/[^\p{L}\p{N}]+/u);
  const initials = words.map((word) => word.slice(0, 1)).join("");
  if (wanted.length > 1 && initials.startsWith(wanted)) return 2;
  if (words.some((word) => word.startsWith(wanted))) return 3;
  return name.includes(wanted) ? 4 : unfit;
}

/** Case, accents and the underscores of machine-made names do not matter. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("_", " ").toLowerCase();
}
