import { describe, expect, it } from "vitest";
import { correctCount } from "@/lib/learning/evaluation/accuracy";
import { confusionCounts } from "@/lib/learning/evaluation/confusion";
import { evaluate, predictedClasses } from "@/lib/learning/evaluation/evaluate";
import { logLoss } from "@/lib/learning/evaluation/log-loss";
import { macroF1 } from "@/lib/learning/evaluation/macro-f1";
import { matrix } from "@/lib/learning/matrix";

const truth = Int32Array.of(0, 0, 0, 1, 1, 2);
const predicted = Int32Array.of(0, 0, 1, 1, 2, 2);
const confusion = confusionCounts(truth, predicted, 4);

describe("confusionCounts and correctCount", () => {
  it("count truth by row and prediction by column", () => {
    expect(Array.from(confusion)).toEqual([2, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    expect(correctCount(confusion, 4)).toBe(4);
  });
});

describe("macroF1", () => {
  it("averages over the classes that occur", () => {
    // F1: class 0: 4/5, class 1: 2/4, class 2: 2/3; class 3 occurs nowhere.
    expect(macroF1(confusion, 4)).toBeCloseTo((0.8 + 0.5 + 2 / 3) / 3, 12);
  });

  it("counts a class that is only predicted as 0, and is 0 without samples", () => {
    expect(macroF1(confusionCounts(Int32Array.of(0), Int32Array.of(1), 2), 2)).toBe(0);
    expect(macroF1(new Int32Array(4), 2)).toBe(0);
  });
});

describe("logLoss", () => {
  it("is the mean of -log p(true class) in nats", () => {
    const probabilities = matrix(2, 2, Float32Array.of(0.5, 0.5, 0.25, 0.75));
    expect(logLoss(probabilities, Int32Array.of(0, 1))).toBeCloseTo((Math.log(2) - Math.log(0.75)) / 2, 7);
  });

  it("clips a certain mistake at 1e-15", () => {
    expect(logLoss(matrix(1, 2, Float32Array.of(1, 0)), Int32Array.of(1))).toBeCloseTo(34.539, 3);
  });
});

describe("evaluate", () => {
  it("gives accuracy with its Wilson interval, macro F1 and log loss", () => {
    const probabilities = matrix(
      10,
      2,
      Float32Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.8 : 0.2)),
    );
    const result = evaluate(probabilities, Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1));
    expect(result).toMatchObject({ holdoutCount: 10, correct: 8, accuracy: 0.8 });
    expect(result.low).toBeCloseTo(0.4902, 4);
    expect(result.high).toBeCloseTo(0.9433, 4);
    expect(result.macroF1).toBeCloseTo(16 / 18 / 2, 12);
    expect(result.logLoss).toBeCloseTo(-0.8 * Math.log(0.8) - 0.2 * Math.log(0.2), 6);
  });

  it("takes the lower class on a tie", () => {
    expect(Array.from(predictedClasses(matrix(1, 3, Float32Array.of(0.2, 0.4, 0.4))))).toEqual([1]);
  });
});
