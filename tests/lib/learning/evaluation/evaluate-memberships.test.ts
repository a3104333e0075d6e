import { expect, test } from "vitest";
import { evaluateMembershipPredictions, membershipsOf } from "@/lib/learning/evaluation/evaluate-memberships";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { matrix } from "@/lib/learning/matrix";

const predictions = {
  rows: Int32Array.of(2, 5, 9),
  probabilities: matrix(3, 2, Float32Array.of(0.75, 0.25, 0.9, 0.8, 0.2, 0.4)),
};

test("a sample is right when all its classes are; the other figures are over pairs of sample and class", () => {
  const labels = [
    { row: 9, classes: [] },
    { row: 4, classes: [0] },
    { row: 5, classes: [0] },
    { row: 2, classes: [0] },
  ];
  const evaluation = evaluateMembershipPredictions(predictions, labels)!;
  expect(evaluation).toMatchObject({ holdoutCount: 3, correct: 2, accuracy: 2 / 3, ...wilsonInterval(2, 3) });
  // Class 0: found 2 of 2 true and 2 predicted; class 1: predicted once, never true.
  expect(evaluation.macroF1).toBeCloseTo((1 + 0) / 2, 9);
  // Yes and no answered at 0.8, 0.6 | 0.9, 0.2 | 0.75, 0.75.
  const answered = [0.8, 0.6, 0.9, 0.2, 0.75, 0.75];
  const loss = answered.reduce((sum, p) => sum - Math.log(p), 0) / answered.length;
  expect(evaluation.logLoss).toBeCloseTo(loss, 6);
  // Confidences 0.6, 0.75, 0.75, 0.8 (right), 0.8 (wrong), 0.9: equal ones are judged together.
  const error = (0.4 + 2 * 0.25 + 2 * 0.3 + 0.1) / 6;
  expect(evaluation.calibrationError).toBeCloseTo(error, 6);
});

test("without a label of a predicted row there is nothing to say", () => {
  expect(evaluateMembershipPredictions(predictions, [{ row: 3, classes: [1] }])).toBeNull();
});

test("membershipsOf writes 1 where a row has the class", () => {
  const labels = [
    { row: 9, classes: [2, 0] },
    { row: 1, classes: [] },
  ];
  expect([...membershipsOf(labels, 3)]).toEqual([1, 0, 1, 0, 0, 0]);
});
