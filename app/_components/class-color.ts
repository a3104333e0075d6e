/** Colours repeat after eight classes; a key or a name always stands beside them. */
const colorCount = 8;

/** The CSS colour of the class at this position of its project. */
export function classColor(position: number): string {
  return `var(--class-${position % colorCount})`;
}
