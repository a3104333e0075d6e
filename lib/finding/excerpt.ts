import type { Hit } from "../contracts/finding";
import { isSpaceless, type SearchWord } from "./search-words";

/** Characters shown of a text, and how many of them stand before the first match. */
const [shown, before] = [320, 80];
/** Further into a text nobody looks for matches to show. */
const searched = 100_000;

/** The part of a text around the first of the words, in pieces that are a match or are not. */
export function excerptOf(text: string, words: readonly SearchWord[]): Hit["excerpt"] {
  const pattern = patternOf(words);
  const first = pattern ? new RegExp(pattern, "iu").exec(text.slice(0, searched)) : null;
  const start = first && first.index > shown - before ? wordStart(text, first.index - before) : 0;
  const end = text.length <= start + shown ? text.length : wordStart(text, start + shown);
  const part = `${start > 0 ? "… " : ""}${text.slice(start, end).trimEnd()}${end < text.length ? " …" : ""}`;
  if (!pattern) return part === "" ? [] : [{ text: part, isMatch: false }];
  return part
    .split(new RegExp(`(${pattern})`, "giu"))
    .map((piece, i) => ({ text: piece, isMatch: i % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}

/** Whole words, or words that begin so; as in PostgreSQL's parser, letters and digits make words. */
function patternOf(words: readonly SearchWord[]): string | null {
  if (words.length === 0) return null;
  const longestFirst = [...words].sort((a, b) => b.word.length - a.word.length);
  return longestFirst.map(alternativeOf).join("|");
}

function alternativeOf({ word, isPrefix }: SearchWord): string {
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const opens = /^[\p{L}\p{N}]/u.test(word) && !isSpaceless(word);
  return `${opens ? "(?<![\\p{L}\\p{N}])" : ""}${escaped}${isPrefix ? "" : "(?![\\p{L}\\p{N}])"}`;
}

/** The end of the word that contains this place, or the place itself in what has no spaces; never inside a character. */
function wordStart(text: string, place: number): number {
  const space = text.slice(place, place + 40).search(/\s/u);
  const at = space === -1 ? place : place + space + 1;
  const isLowSurrogate = /[\uDC00-\uDFFF]/.test(text.charAt(at));
  return isLowSurrogate ? at + 1 : at;
}
