import { unquoted } from "./tsquery-parts";

/** A word of a search: found at the beginning of words when it is a prefix. */
export interface SearchWord {
  readonly word: string;
  readonly isPrefix: boolean;
}

/**
 * Whether the last word of what was typed may be only the beginning of one: somebody who types on has not closed a
 * quote, is not excluding a word, and has not begun the next one.
 */
export function endsInPrefix(typed: string): boolean {
  const quotes = typed.split('"').length - 1;
  if (quotes % 2 === 1 || !/[\p{L}\p{N}]$/u.test(typed)) return false;
  const last = /\S+$/u.exec(typed)![0];
  return !last.startsWith("-");
}

/** PostgreSQL's own text of a tsquery, with its last word as a prefix. */
export function withPrefix(tsquery: string): string {
  return tsquery.endsWith("'") ? `${tsquery}:*` : tsquery;
}

/** The words that a match contains: those of the tsquery's text that are not excluded. */
export function wordsToFind(tsquery: string): SearchWord[] {
  const wanted = tsquery.replace(/!\([^)]*\)|!'(?:[^']|'')+'(?::\*)?/g, "");
  return [...wanted.matchAll(/'((?:[^']|'')+)'(:\*)?/g)].map(([, word, star]) => ({
    word: unquoted(word!),
    isPrefix: star !== undefined,
  }));
}

/** Scripts that are written without spaces: their words cannot be told apart without a dictionary. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a search must look for the characters themselves, as an index of words does not hold them. */
export function isSpaceless(typed: string): boolean {
  return spaceless.test(typed);
}
