import type { SearchWord } from "./search-words";

/** What every sample that matches a search must contain. */
export interface Required {
  readonly words: readonly SearchWord[];
  /** Words of which the second stands right after the first. */
  readonly pairs: readonly (readonly [first: string, second: string])[];
}

/**
 * Reads what must occur from PostgreSQL's own text of a tsquery. Where it offers a choice, nothing is said to be
 * required: this serves to pass over samples quickly, and whether one matches is for PostgreSQL to tell.
 */
export function requiredBy(tsquery: string): Required {
  const words: SearchWord[] = [];
  const pairs: [string, string][] = [];
  let depth = 0;
  /** Parentheses that were open where an excluded group began. */
  let excludedAt: number | null = null;
  let isExcluded = false;
  let last: SearchWord | null = null;
  let follows: SearchWord | null = null;
  for (const [token, lexeme, star] of tsquery.matchAll(/'((?:[^']|'')+)'(:\*)?|<->|[&|!()]/g)) {
    if (token === "|") return { words: [], pairs: [] };
    if (token === "<->") {
      follows = last;
      continue;
    }
    last = null;
    if (token === "(") {
      if (isExcluded) excludedAt ??= depth;
      depth++;
    } else if (token === ")") {
      depth--;
      if (depth === excludedAt) excludedAt = null;
    } else if (lexeme !== undefined && !isExcluded && excludedAt === null) {
      last = { word: unquoted(lexeme), isPrefix: star !== undefined };
      words.push(last);
      if (follows && !last.isPrefix) pairs.push([follows.word, last.word]);
    }
    isExcluded = token === "!";
    follows = null;
  }
  return { words, pairs };
}

/** A word as it is, from PostgreSQL's text of it. */
export function unquoted(lexeme: string): string {
  return lexeme.replace(/''|\\\\/g, (pair) => pair.charAt(0));
}
