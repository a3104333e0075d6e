import fc from "fast-check";
import { expect, test } from "vitest";
import { findWords, wordsOf } from "@/app/_components/find-words";

const marked = (text: string, query: string) =>
  findWords(text, wordsOf(query)).map(([start, end]) => text.slice(start, end));

test("words are found in any case and any script, the longer one where one begins another", () => {
  expect(marked("The Fuel bill; refuelled", '"fuel" -bill')).toEqual(["Fuel", "bill", "fuel"]);
  expect(marked("ЦЕНА на топливо", "цена топливо")).toEqual(["ЦЕНА", "топливо"]);
  expect(marked("قال إن فاتورة الوقود", "الوقود")).toEqual(["الوقود"]);
  expect(marked("oil oilfield", "oil oilfield")).toEqual(["oil", "oilfield"]);
});

test("signs of a search mean nothing, and single letters are not marked", () => {
  expect(wordsOf('(a | "C++")')).toEqual([]);
  expect(marked("anything", "")).toEqual([]);
});

test("every mark lies in the text and is one of the words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, query) => {
      for (const [start, end] of findWords(text, wordsOf(query))) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
