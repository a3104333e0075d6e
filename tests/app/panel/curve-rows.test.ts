import { expect, test } from "vitest";
import { csvOf } from "@/app/_components/csv";
import { scaleOf } from "@/app/projects/[projectId]/_panel/curve-axis";
import { curveDataOf } from "@/app/projects/[projectId]/_panel/curve-data";
import { curveCsv, curveRowsOf } from "@/app/projects/[projectId]/_panel/curve-rows";
import { byMetric, estimate, pointOf, progressOf } from "./progress-of";

const scores = byMetric(estimate(0.8, 0.7, 0.9));
const curve = [
  pointOf(50, [30, 50]),
  pointOf(100, [35, 50], { activeSeconds: 600, scores }),
  pointOf(150, [36, 50], { activeSeconds: 800 }),
  pointOf(200, [40, 50], { activeSeconds: 1200, scores }),
];
const progress = progressOf({
  curve,
  secondsPerLabel: 9,
  hourlyRate: 36,
  currency: "EUR",
  random: [{ labelsSpent: 150, trainingLabels: 110, scores: byMetric(estimate(0.6, 0.5, 0.7)) }],
  marks: [{ labelsSpent: 100, kind: "learner", from: "graph", to: "mix" }],
  path: byMetric([220, 400].map((labelsSpent) => ({ labelsSpent, score: estimate(0.82, 0.78, 0.86) }))),
});

test("the CSV has a line for each number of labels, with what is known there and nothing that is not drawn", () => {
  expect(csvOf(curveCsv(progress, "accuracy")).split("\r\n")).toEqual([
    "labelsSpent,activeMinutes,money,currency,modelNumber,trainingLabels,holdoutCount,metric,score,low,high," +
      "random,randomLow,randomHigh,forecast,forecastLow,forecastHigh,changes",
    expect.stringMatching(/^50,,,,50,0,50,accuracy,0\.6,0\.46\d+,0\.72\d+,,,,,,,$/),
    "100,10,6,EUR,100,50,50,accuracy,0.8,0.7,0.9,,,,,,,learner graph to mix",
    expect.stringMatching(/^150,13\.33,8,EUR,150,100,50,accuracy,0\.72,.*,0\.6,0\.5,0\.7,,,,$/),
    "200,20,12,EUR,200,150,50,accuracy,0.8,0.7,0.9,,,,,,,",
    "220,23,13.8,EUR,,,,accuracy,,,,,,,0.82,0.78,0.86,",
    "",
  ]);
});

test("what has no time of its own stands where the labels beside it took it, and later ones at today's pace", () => {
  const minutes = scaleOf(progress, "time")!;
  expect([50, 100, 175, 200, 300].map(minutes.at)).toEqual([5, 10, 1000 / 60, 20, 35]);
  expect(minutes.unit).toBe("minutes");
  expect(scaleOf(progress, "money")!.at(200)).toBe(12);
  expect(scaleOf({ ...progress, hourlyRate: null }, "money")).toBeNull();
  expect(scaleOf(progressOf({ curve: [pointOf(50, [30, 50])] }), "time")).toBeNull();
});

test("an axis of more than three hours tells hours", () => {
  const long = progressOf({ curve: [pointOf(100, [35, 50], { activeSeconds: 14_400 })] });
  expect(scaleOf(long, "time")).toMatchObject({ unit: "hours" });
  expect(scaleOf(long, "time")!.at(100)).toBe(4);
});

test("the chart leaves out points between those that were measured again, and a target of another metric", () => {
  const aimed = { ...progress, target: 0.9 };
  const data = curveDataOf(aimed, "accuracy", scaleOf(aimed, "labels")!);
  expect(data.points.map(({ x }) => x)).toEqual([50, 100, 200]);
  expect(data.path.map(({ x }) => x)).toEqual([220]);
  expect([data.target, data.isPale]).toEqual([0.9, false]);
  expect(curveDataOf(aimed, "logLoss", scaleOf(aimed, "labels")!).target).toBeNull();
  expect(curveRowsOf(progress, "accuracy")).toHaveLength(5);
  expect(
    curveDataOf(progressOf({ curve: [pointOf(50, [30, 49])] }), "accuracy", scaleOf(progress, "labels")!),
  ).toMatchObject({ isPale: true });
});
