/** Characters of a slice: a screen or two, so that a browser lays out only what is near. */
const sliceCharacters = 4_000;

/**
 * A long text cut at line breaks into slices that a browser can skip while they are out of sight; the line break
 * at a cut is left out. A short text, or one without line breaks, stays whole.
 */
export function textSlices(text: string): string[] {
  const slices: string[] = [];
  let from = 0;
  while (text.length - from > sliceCharacters) {
    const cut = text.indexOf("\n", from + sliceCharacters);
    if (cut === -1) break;
    slices.push(text.slice(from, cut));
    from = cut + 1;
  }
  slices.push(text.slice(from));
  return slices;
}

/** Lines that a slice may take, for the height of the scroll bar before it is laid out. */
export function estimatedLines(slice: string, charactersPerLine: number): number {
  let lines = 0;
  for (const line of slice.split("\n")) lines += Math.max(1, Math.ceil(line.length / charactersPerLine));
  return lines;
}
