import fc from "fast-check";
import { expect, test } from "vitest";
import { estimatedLines, textSlices } from "@/app/projects/[projectId]/label/_bench/text-slices";

test("a text is its slices with a line break at each cut, whatever it holds", () => {
  const text = fc.array(fc.string({ unit: "binary", maxLength: 900 }), { maxLength: 60 });
  fc.assert(
    fc.property(text, (lines) => {
      const whole = lines.join("\n");
      expect(textSlices(whole).join("\n")).toBe(whole);
    }),
    { numRuns: 50 },
  );
});

test("100 kB of lines become slices of some screens, one line of 100 kB stays whole", () => {
  const slices = textSlices("A line of forty characters, more or less.\n".repeat(2_400));
  expect(slices.length).toBeGreaterThan(20);
  expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThan(4_100);
  expect(textSlices("word ".repeat(20_000))).toHaveLength(1);
});

test("empty lines count, and long ones count for as many as they take", () => {
  expect(estimatedLines(`short\n\n${"x".repeat(130)}`, 65)).toBe(4);
});
