import { expect, test } from "vitest";
import { readSourceFiles } from "./source-files";

const longestFile = 300;

// The length of functions is the linter's to watch (biome.json).
test(`no file has more than ${longestFile} lines`, () => {
  const tooLong = readSourceFiles()
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > longestFile);
  expect(tooLong).toEqual([]);
});
