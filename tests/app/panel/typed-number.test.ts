import { expect, test } from "vitest";
import { parseNumber } from "@/app/projects/[projectId]/_panel/parse-number";
import { typedNumber } from "@/app/projects/[projectId]/_panel/typed-number";

test("a number in a field is written as the language writes it, without thousands, and read back as it was", () => {
  expect(typedNumber(24.5, "en")).toBe("24.5");
  expect(typedNumber(24.5, "de")).toBe("24,5");
  expect(typedNumber(0.07 * 100, "en")).toBe("7");
  expect(typedNumber(null, "de")).toBe("");
  for (const language of ["en", "de"] as const) {
    for (const value of [0, 0.0625, 1.001, 24.5, 1000, 123_456]) {
      expect(parseNumber(typedNumber(value, language), language)).toBe(value);
    }
  }
});
