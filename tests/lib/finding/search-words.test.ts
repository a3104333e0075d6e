import fc from "fast-check";
import { expect, test } from "vitest";
import { excerptOf } from "@/lib/finding/excerpt";
import { endsInPrefix, isSpaceless, wordsToFind } from "@/lib/finding/search-words";

test.each([
  ["goal", true],
  ["two wor", true],
  ["goal ", false],
  ['"red ca', false],
  ['"red card"', false],
  ["card -yel", false],
  ["x -a b", true],
  ["", false],
])("%j may end in a beginning: %s", (typed, expected) => {
  expect(endsInPrefix(typed)).toBe(expected);
});

test("the words of a tsquery's text are those that a match contains", () => {
  expect(wordsToFind("'a' & 'b' <-> 'c' & !'d' & !( 'e' <-> 'f' ) & 'o''neil':*")).toEqual([
    { word: "a", isPrefix: false },
    { word: "b", isPrefix: false },
    { word: "c", isPrefix: false },
    { word: "o'neil", isPrefix: true },
  ]);
});

test("scripts without spaces are told from those with", () => {
  expect([isSpaceless("北京"), isSpaceless("กรุงเทพ"), isSpaceless("서울"), isSpaceless("Ärger")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("whole words are marked, beginnings only of prefixes, and characters of patterns are characters", () => {
  const marks = (text: string, word: string, isPrefix: boolean) =>
    excerptOf(text, [{ word, isPrefix }])
      .filter(({ isMatch }) => isMatch)
      .map((piece) => piece.text);
  expect(marks("Art in an Article, smart art", "art", false)).toEqual(["Art", "art"]);
  expect(marks("Art in an Article, smart art", "art", true)).toEqual(["Art", "Art", "art"]);
  expect(marks("a.c abc A.C", "a.c", false)).toEqual(["a.c", "A.C"]);
});

test("an excerpt is a part of the text, whatever text and word", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 900 }),
      fc.string({ minLength: 1, maxLength: 5 }),
      (text, word) => {
        const shown = excerptOf(text, [{ word, isPrefix: true }])
          .map((piece) => piece.text)
          .join("")
          .replace(/^… /, "")
          .replace(/ …$/, "");
        expect(text.replace(/ …$/, "").includes(shown) || text.includes(shown)).toBe(true);
      },
    ),
  );
});
