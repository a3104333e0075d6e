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

test("figures have at most six digits, and counts all that they have", () => {
  expect(csvOf([[0.8376543211234, 1 / 3, 12_345_678, 1234.5678, 1e-9]])).toBe(
    "0.837654,0.333333,12345678,1234.57,1e-9\r\n",
  );
});
