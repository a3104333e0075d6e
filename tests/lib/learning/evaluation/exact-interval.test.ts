import { expect, it, test } from "vitest";
import { classScores } from "@/lib/learning/evaluation/class-scores";
import { exactInterval } from "@/lib/learning/evaluation/exact-interval";
import { createRandom } from "@/lib/learning/random";

test("the exact interval is that of Clopper and Pearson", () => {
  // One end of none, or of all, has a closed form: alpha / 2 = (1 - p)^n.
  expect(exactInterval(0, 4, 0.05)).toEqual({ low: 0, high: expect.closeTo(1 - 0.025 ** (1 / 4), 9) });
  expect(exactInterval(9, 9, 0.01)).toEqual({ low: expect.closeTo(0.005 ** (1 / 9), 9), high: 1 });
  // SciPy: binomtest(8, 10).proportion_ci(0.95, "exact").
  expect(exactInterval(8, 10, 0.05).low).toBeCloseTo(0.4439, 5);
  expect(exactInterval(8, 10, 0.05).high).toBeCloseTo(0.97479, 5);
  expect(exactInterval(0, 0, 0.05)).toEqual({ low: 0, high: 1 });
  const many = exactInterval(4_500, 5_000, 0.05);
  expect([many.low, many.high]).toEqual([expect.closeTo(0.8913, 3), expect.closeTo(0.9082, 3)]);
});

it("intervals of F1 that hold for all classes at once all hold in 95 of 100 runs, of few samples as of many", () => {
  const [classCount, runs, right] = [12, 1_000, 0.7];
  // Each class is taken for the next one where it is missed: of 2 − right shares of samples, `right` are both.
  const truth = (2 * (right / (2 - right))) / (1 + right / (2 - right));
  let held = 0;
  for (let seed = 0; seed < runs; seed++) {
    const random = createRandom(seed, "at once");
    const confusion = new Int32Array(classCount * classCount);
    for (let i = 0; i < 8 * classCount; i++) {
      const of = random.integer(classCount);
      confusion[of * classCount + (random.next() < right ? of : (of + 1) % classCount)]! += 1;
    }
    const intervals = classScores(confusion, classCount).map(({ simultaneousF1 }) => simultaneousF1);
    if (intervals.every((one) => one === null || (one.low <= truth && truth <= one.high))) held++;
  }
  expect(held / runs).toBeGreaterThanOrEqual(0.95);
});

test("a class that the holdout tells nothing of has no such interval, and widens none", () => {
  const scores = classScores(Int32Array.from([6, 2, 0, 1, 7, 0, 0, 0, 0]), 3);
  const alone = classScores(Int32Array.from([6, 2, 1, 7]), 2);
  expect(scores[2]!.simultaneousF1).toBeNull();
  expect(scores[0]!.simultaneousF1).toEqual(alone[0]!.simultaneousF1);
  expect(scores[0]!.simultaneousF1!.value).toBeCloseTo(scores[0]!.f1!.value, 12);
  expect(scores[0]!.simultaneousF1!.high).toBeGreaterThan(scores[0]!.f1!.high);
});
