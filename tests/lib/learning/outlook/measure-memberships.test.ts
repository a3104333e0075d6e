import { describe, expect, it } from "vitest";
import { evaluateMembershipPredictions } from "@/lib/learning/evaluation/evaluate-memberships";
import { measureMembershipError } from "@/lib/learning/forecasting/measure-memberships";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

const random = createRandom(4);
const [samples, classes] = [60, 3];
const probabilities = matrix(samples, classes);
probabilities.data.forEach((_, i) => {
  probabilities.data[i] = random.next();
});
const labels = Array.from({ length: samples }, (_, row) => ({
  row,
  classes: [0, 1, 2].filter((c) => random.next() < 0.3 + 0.5 * probabilities.data[row * classes + c]!),
}));
const rows = Int32Array.from(labels, ({ row }) => row);

describe("errors where a sample may have several classes", () => {
  it("are one less the scores that an evaluation gives", () => {
    const scores = evaluateMembershipPredictions({ rows, probabilities }, labels)!;
    expect(1 - measureMembershipError("accuracy", probabilities, labels).error).toBeCloseTo(
      scores.accuracy,
      9,
    );
    expect(1 - measureMembershipError("macroF1", probabilities, labels).error).toBeCloseTo(scores.macroF1, 9);
    expect(measureMembershipError("logLoss", probabilities, labels).error).toBeCloseTo(scores.logLoss, 6);
  });

  it.each(["accuracy", "macroF1", "logLoss"] as const)(
    "of %s tell what leaving a sample out would change",
    (metric) => {
      const { error, influence } = measureMembershipError(metric, probabilities, labels);
      expect(influence.reduce((sum, value) => sum + value, 0) / samples).toBeCloseTo(0, 9);
      for (const left of [0, 17, 42]) {
        const others = labels.filter((_, i) => i !== left);
        const rest = matrix(samples - 1, classes);
        others.forEach(({ row }, i) => {
          rest.data.set(probabilities.data.subarray(row * classes, (row + 1) * classes), i * classes);
        });
        const without = measureMembershipError(metric, rest, others).error;
        // To first order; the rest is of second order in 1 / n.
        expect(Math.abs(error - without - influence[left]! / samples)).toBeLessThan(4 / samples ** 2);
      }
    },
  );
});
