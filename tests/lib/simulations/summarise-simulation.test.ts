import { expect, test } from "vitest";
import { createRandom } from "@/lib/learning/random";
import type { RunFigures } from "@/lib/simulations/report/figures";
import { summariseSimulation } from "@/lib/simulations/summarise-simulation";

/** Of a strategy whose accuracy is the same at every point of a seed's curve. */
function figuresOf(strategy: string, accuracies: readonly number[]): RunFigures {
  const sorted = accuracies.toSorted((a, b) => a - b);
  return {
    run: { strategy, points: [] },
    seedCurves: accuracies.map((accuracy) => [10, 20].map((labels) => ({ labels, accuracy }))),
    curve: [],
    area: { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! },
    toTarget: { perSeed: [], median: null },
    saved: null,
  } as unknown as RunFigures;
}

const compare = (own: readonly number[], random: readonly number[]) =>
  summariseSimulation([figuresOf("margin", own), figuresOf("random", random)]).strategies[0]!.versusRandom!;

test("seeds are compared in pairs, with Student's interval of their differences", () => {
  const { verdict, points, interval } = compare([0.62, 0.75, 0.84], [0.6, 0.72, 0.8]);
  expect([verdict, points]).toEqual(["better", expect.closeTo(3, 9)]);
  // Differences of 2, 3 and 4 points: 3 ± 4.303 / √3.
  expect([interval!.low, interval!.high]).toEqual([
    expect.closeTo(3 - 4.3027 / Math.sqrt(3), 3),
    expect.closeTo(3 + 4.3027 / Math.sqrt(3), 3),
  ]);
  expect(compare([0.6, 0.72, 0.8], [0.62, 0.75, 0.84]).verdict).toBe("worse");
});

test("two seeds that lie apart tell little, and one tells nothing", () => {
  expect(compare([0.8, 0.84], [0.7, 0.71]).verdict).toBe("indistinguishable");
  expect(compare([0.9], [0.5])).toMatchObject({ verdict: "indistinguishable", interval: null });
});

test.each([2, 3, 5])(
  "of %i seeds a strategy that is as good as random is told apart in 5 of 100",
  (seeds) => {
    const random = createRandom(3, "seeds");
    const drawn = () => Array.from({ length: seeds }, () => 0.7 + 0.03 * random.normal());
    const runs = 2_000;
    let told = 0;
    for (let i = 0; i < runs; i++) if (compare(drawn(), drawn()).verdict !== "indistinguishable") told++;
    expect(told / runs).toBeGreaterThan(0.03);
    expect(told / runs).toBeLessThan(0.07);
  },
);
