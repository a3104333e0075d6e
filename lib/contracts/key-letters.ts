/** The letters that commands of the bench have unless somebody gave them others; no class takes them. */
export const commandLetters = ["z", "y", "g", "i", "f", "j", "k"] as const;

/** Letters as a plain keyboard gives them: é counts as e. */
export function lettersOf(name: string): string[] {
  return name.normalize("NFD").toLowerCase().match(/\p{L}/gu) ?? [];
}
