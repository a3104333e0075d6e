/** Scripts written without spaces: their runs are cut into characters and pairs of characters. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const UNSPACED_RUN =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;
const UNICODE_TOKEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|[?!]/gu;
const ASCII_TOKEN = /[a-z0-9]+|[?!]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant.
const ASCII_ONLY = /^[\x00-\x7f]*$/;

/**
 * Lower-cased word tokens (runs of letters, digits and combining marks) and the marks `?` and `!`.
 * In scripts without spaces every character is a token, and every pair of neighbours one more.
 */
export function tokenize(text: string): readonly string[] {
  if (ASCII_ONLY.test(text)) return text.toLowerCase().match(ASCII_TOKEN) ?? [];
  const words = text.normalize("NFKC").toLowerCase().match(UNICODE_TOKEN) ?? [];
  return words.flatMap((word) => (UNSPACED.test(word) ? splitUnspaced(word) : word));
}

function splitUnspaced(word: string): string[] {
  const parts = word.match(UNSPACED_RUN) ?? [];
  return parts.flatMap((part, i) => (i === 0 ? [part] : [parts[i - 1]! + part, part]));
}
