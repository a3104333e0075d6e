import { expect, it } from "vitest";
import { rowUniform } from "@/lib/learning/row-hash";
import { STREAMS } from "@/lib/learning/streams";

it("no two uses of a project's seed draw alike", () => {
  const streams = Object.values(STREAMS);
  expect(new Set(streams).size).toBe(streams.length);
  const rows = Array.from({ length: 4_000 }, (_, row) => row);
  for (const [i, one] of streams.entries()) {
    for (const other of streams.slice(i + 1)) {
      const both = rows.filter((row) => rowUniform(7 ^ one, row) < 0.5 && rowUniform(7 ^ other, row) < 0.5);
      // A quarter, give or take six standard deviations.
      expect(Math.abs(both.length / rows.length - 0.25)).toBeLessThan(0.041);
    }
  }
});
