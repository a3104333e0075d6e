import { expect, test } from "vitest";
import { splitCsvRecords } from "@/lib/samples/readers/split-csv-records";
import { splitLines } from "@/lib/samples/readers/split-lines";

const megabyte = 1024 * 1024;

async function* aLongLineBetween(before: string, megabytes: number, after: string) {
  const chunk = Buffer.alloc(megabyte, "x");
  yield Buffer.from(before);
  for (let i = 0; i < megabytes; i++) yield chunk;
  yield Buffer.from(after);
}

test.each([
  ["a JSONL line", () => splitLines(aLongLineBetween("first\n", 64, "\nlast\n"), megabyte)],
  ["a CSV field", () => splitCsvRecords(aLongLineBetween("first\n", 64, "\nlast\n"), ",", megabyte)],
  ["a quoted CSV field", () => splitCsvRecords(aLongLineBetween('first\n"', 64, '"\nlast\n'), ",", megabyte)],
])("%s of 64 MB is passed over without being held", async (_, split) => {
  const before = process.memoryUsage().rss;
  const pieces: (string | undefined)[] = [];
  for await (const { bytes } of split()) pieces.push(bytes?.toString());
  expect(pieces).toEqual(["first", undefined, "last"]);
  expect(process.memoryUsage().rss - before).toBeLessThan(32 * megabyte);
});
