import { describe, expect, it } from "vitest";
import { tellingModels } from "@/lib/measuring/telling-models";

const models = (spent: readonly number[]) => spent.map((labelsSpent, i) => ({ number: i + 1, labelsSpent }));

describe("models that tell of the curve", () => {
  it("are all of a few, the newest of those with as many labels", () => {
    const told = tellingModels(models([5, 10, 10, 15]));
    expect(told.map(({ number }) => number)).toEqual([1, 3, 4]);
    expect(tellingModels([])).toEqual([]);
  });

  it("are at most sixty of many, from the first to the last, most of them late", () => {
    const told = tellingModels(models(Array.from({ length: 2_000 }, (_, i) => 5 * (i + 1))));
    expect(told.length).toBeLessThanOrEqual(60);
    expect([told[0]!.labelsSpent, told.at(-1)!.labelsSpent]).toEqual([5, 10_000]);
    expect(told.filter(({ labelsSpent }) => labelsSpent >= 7_500).length).toBeGreaterThanOrEqual(20);
    const spent = told.map(({ labelsSpent }) => labelsSpent);
    expect(spent).toEqual(spent.toSorted((a, b) => a - b));
  });

  it("stop at today's labels where some were taken back", () => {
    expect(tellingModels(models([10, 20, 18])).map(({ labelsSpent }) => labelsSpent)).toEqual([10, 18]);
  });
});
