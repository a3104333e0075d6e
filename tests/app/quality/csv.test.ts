import { expect, test } from "vitest";
import { csvOf } from "@/app/_components/csv";

test("texts are quoted where they must be, nothing is an empty cell, and no spreadsheet runs a name", () => {
  expect(
    csvOf([
      ["class", "F1"],
      ['say "hi", all', 0.5],
      ["=cmd()", -1],
      ["two\nlines", null],
    ]),
  ).toBe('class,F1\r\n"say ""hi"", all",0.5\r\n\'=cmd(),-1\r\n"two\nlines",\r\n');
});
