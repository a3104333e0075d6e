/** Words shorter than this mark half of every text. */
const shortestWord = 2;

/** The words of what somebody searched, quotation marks and signs left out. */
export function wordsOf(query: string): string[] {
  const words = query.toLocaleLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length >= shortestWord);
}

/** Where the words begin and end in the text, whatever their case; `most` ends the search in a text full of them. */
export function findWords(text: string, words: readonly string[], most = 1_000): [number, number][] {
  if (words.length === 0) return [];
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(literal).join("|"), "giu");
  const found: [number, number][] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length === most) break;
    found.push([match.index, match.index + match[0].length]);
  }
  return found;
}

/** The word as a regular expression that means nothing but itself. */
function literal(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
