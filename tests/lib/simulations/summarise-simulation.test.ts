import { expect, test } from "vitest";
import { createRandom } from "@/lib/learning/random";
import type { RunFigures } from "@/lib/simulations/report/figures";
import { summariseSimulation } from "@/lib/simulations/summarise-simulation";

/** Of a strategy whose accuracy is the same at every point of a seed's curve. */
function figuresOf(strategy: string, accuracies: readonly number[]): RunFigures {
  const sorted = accuracies.toSorted((a, b) => a - b);
  return {
    // Two thirds to ask for.
    run: { strategy, points: [], poolSize: 600, testSize: 300 },
    seedCurves: accuracies.map((accuracy) => [10, 20].map((labels) => ({ labels, accuracy }))),
    curve: [],
    area: { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! },
    toTarget: { perSeed: [], median: null },
    saved: {
      atRandomsBudget: { accuracy: 0.7, labels: 5, atLeast: null, atMost: null, low: 2, high: 9 },
    },
  } as unknown as RunFigures;
}

const compare = (own: readonly number[], random: readonly number[]) =>
  summariseSimulation([figuresOf("margin", own), figuresOf("random", random)], "single").strategies[0]!
    .versusRandom!;

test("seeds are compared in pairs, with Student's interval of their differences", () => {
  const { verdict, points, interval } = compare([0.65, 0.78, 0.87], [0.6, 0.72, 0.8]);
  expect([verdict, points]).toEqual(["better", expect.closeTo(6, 9)]);
  // Differences of 5, 6 and 7 points, whose variance is 1.
  const reach = 4.3027 * Math.sqrt(1 / 3 + 1 / 2);
  expect([interval!.low, interval!.high]).toEqual([
    expect.closeTo(6 - reach, 3),
    expect.closeTo(6 + reach, 3),
  ]);
  expect(compare([0.6, 0.72, 0.8], [0.65, 0.78, 0.87]).verdict).toBe("worse");
});

test("two seeds that lie apart tell little, and one tells nothing", () => {
  expect(compare([0.8, 0.84], [0.7, 0.71]).verdict).toBe("indistinguishable");
  const one = compare([0.9], [0.5]);
  expect(one).toMatchObject({ verdict: "indistinguishable", interval: null });
  expect(one.saved).toMatchObject({ labels: 5, low: null, high: null });
  expect(compare([0.8, 0.84], [0.7, 0.71]).saved).toMatchObject({ labels: 5, low: 2, high: 9 });
});

test("of four strategies that are as good as random the best is called better in less than 5 of 100 simulations", () => {
  const random = createRandom(3, "samples");
  // Each repeat cuts the same samples anew: what a strategy is worth on them is the same in all, and new samples differ.
  const strategies = ["a", "b", "c", "d", "random"];
  const seeds = 5;
  const simulate = () => {
    const luck = strategies.map(() => 0.02 * Math.sqrt(1 / 2) * random.normal());
    const figures = strategies.map((strategy, i) =>
      figuresOf(
        strategy,
        Array.from({ length: seeds }, () => 0.7 + luck[i]! + 0.02 * random.normal()),
      ),
    );
    return summariseSimulation(figures, "single").strategies.some(
      ({ versusRandom }) => versusRandom?.verdict === "better",
    );
  };
  const runs = 2_000;
  let claimed = 0;
  for (let i = 0; i < runs; i++) if (simulate()) claimed++;
  expect(claimed / runs).toBeLessThan(0.05);
  expect(claimed).toBeGreaterThan(0);
});

test("a strategy is compared more strictly the more there are", () => {
  const own = [0.63, 0.75, 0.83];
  const alone = compare(own, [0.6, 0.72, 0.8]).interval!;
  const others = ["b", "c", "d"].map((strategy) => figuresOf(strategy, [0.6, 0.7, 0.8]));
  const figures = [figuresOf("a", own), ...others, figuresOf("random", [0.6, 0.71, 0.79])];
  const among = summariseSimulation(figures, "single").strategies[0]!.versusRandom!.interval!;
  expect(among.high - among.low).toBeGreaterThan(alone.high - alone.low);
});
