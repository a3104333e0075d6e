import { expect, test } from "vitest";
import { confusionCounts } from "@/lib/learning/evaluation/confusion";
import { evaluate } from "@/lib/learning/evaluation/evaluate";
import { macroF1 } from "@/lib/learning/evaluation/macro-f1";
import {
  type Metric,
  measureError,
  measurePredictions,
  samplingCovariance,
} from "@/lib/learning/forecasting/measured-curve";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

const random = createRandom(5);
const truth = Int32Array.from({ length: 120 }, () => random.integer(3));
const probabilities = matrix(120, 3);
truth.forEach((classIndex, i) => {
  const [a, b, c] = [random.next(), random.next(), random.next()];
  const values = [a, b, c].map((value, j) => value + (j === classIndex ? 0.6 : 0));
  const total = values.reduce((sum, value) => sum + value, 0);
  probabilities.data.set(
    values.map((value) => value / total),
    3 * i,
  );
});

test.each(["accuracy", "macroF1", "logLoss"] as const)(
  "the error of %s is that of the evaluation",
  (metric: Metric) => {
    const { error, influence } = measureError(metric, probabilities, truth);
    const score = evaluate(probabilities, truth)[metric];
    expect(error).toBeCloseTo(metric === "logLoss" ? score : 1 - score, 6);
    expect(influence.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  },
);

test("an influence is what the error changes by when a sample is left out, times the samples", () => {
  const predicted = Int32Array.from(truth, (classIndex, i) =>
    i % 4 === 0 ? (classIndex + 1) % 3 : classIndex,
  );
  const { error, influence } = measurePredictions("macroF1", predicted, truth);
  for (const left of [0, 1, 2, 3, 50, 100]) {
    const keep = (_: number, i: number) => i !== left;
    const without = 1 - macroF1(confusionCounts(truth.filter(keep), predicted.filter(keep), 3), 3);
    expect(influence[left]).toBeCloseTo(119 * (error - without), 1);
  }
});

test("two models that err on the same samples err together, and on others do not", () => {
  const right = Int32Array.from({ length: 100 }, () => 0);
  const wrongOn = (rows: number[]) => {
    const predicted = right.map((_, i) => (rows.includes(i) ? 1 : 0));
    return measurePredictions("accuracy", predicted, right);
  };
  const ten = Array.from({ length: 10 }, (_, i) => i);
  const covariance = samplingCovariance([wrongOn(ten), wrongOn(ten), wrongOn(ten.map((i) => 50 + i))]);
  // p·(1 − p) / n, and a little for what a hundred samples do not show.
  expect(covariance[0]).toBeCloseTo(0.09 / 99, 3.5);
  expect(covariance[1]! / covariance[0]!).toBeGreaterThan(0.9);
  expect(covariance[2]!).toBeLessThan(0);
});
