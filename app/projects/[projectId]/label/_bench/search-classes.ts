import type { LabelClass } from "./keymap";

/** Classes whose name holds what was typed, those that begin with it first, then those with a word that does. */
export function searchClasses(labelClasses: readonly LabelClass[], typed: string): LabelClass[] {
  const wanted = plain(typed).trim();
  if (wanted === "") return [...labelClasses];
  return labelClasses
    .map((labelClass) => ({ labelClass, rank: rankOf(plain(labelClass.name), wanted) }))
    .filter(({ rank }) => rank < unfit)
    .sort((a, b) => a.rank - b.rank || a.labelClass.position - b.labelClass.position)
    .map(({ labelClass }) => labelClass);
}

const unfit = 4;

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
  return name.includes(wanted) ? 3 : unfit;
}

/** Case, accents and the underscores of machine-made names do not matter. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("_", " ").toLowerCase();
}
