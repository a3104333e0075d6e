import { expect, test } from "vitest";
import { requiredBy } from "@/lib/finding/tsquery-parts";

test.each([
  ["'a'", ["a"], []],
  ["'a' & 'b':*", ["a", "b"], []],
  ["'a' <-> 'b' <-> 'c' & 'd'", ["a", "b", "c", "d"], ["a b", "b c"]],
  ["'a' <-> 'b':*", ["a", "b"], []],
  ["'a' & !'b' & 'c'", ["a", "c"], []],
  ["'a' & !( 'b' <-> 'c' ) & 'd' <-> 'e'", ["a", "d", "e"], ["d e"]],
  ["!( 'a' & ( 'b' & 'c' ) ) & 'd'", ["d"], []],
  ["!'a' <-> 'b'", ["b"], []],
  ["'a' <2> 'b'", ["a", "b"], []],
  ["'a' & 'b' | 'c'", [], []],
  ["'a|b' & 'o''neil' & 'back\\\\slash' & '& ( !'", ["a|b", "o'neil", "back\\slash", "& ( !"], []],
  ["", [], []],
])("%s requires the words %j and the pairs %j", (tsquery, words, pairs) => {
  const required = requiredBy(tsquery);
  expect(required.words.map(({ word }) => word)).toEqual(words);
  expect(required.pairs.map((pair) => pair.join(" "))).toEqual(pairs);
});
