import { expect, test } from "vitest";
import type { MeasuredRun } from "../../bench/label-efficiency/measure";
import { bestPeer, parsePeers } from "../../bench/label-efficiency/peers";
import { isBelow, meanAccuracy, spreadAt, spreadOf } from "../../bench/label-efficiency/spread";
import { accuracyTable, meanTable, medianLabels, targetTable } from "../../bench/label-efficiency/tables";
import { runsOf } from "../../bench/label-efficiency/targets";

const curve = (...points: [labels: number, accuracy: number][]) =>
  points.map(([labels, accuracy]) => ({ labels, accuracy }));

const csv = `dataset,library,model,strategy,labels,acc_mean,acc_sd,f1_mean
mnist,modal,lr,margin,100,0.7613,0.018,0.7
mnist+pca50,modal,lr,random,100,0.752,0.017,0.7
mnist+pca50,smalltext,lr,margin,100,0.77,0.029,0.7
mnist,reference,lp,margin,100,0.956,0.005,0.9
digits,modal,lr,margin,100,0.924,0.009,0.9
`;

/** Random ends at 80 and 84 %, auto at 90 and 92 %. */
const measured: MeasuredRun = {
  run: { name: "mnist", data: "mnist", pool: 10_000, budget: 100 },
  classCount: 10,
  poolSize: 10_000,
  testSize: 100,
  encoder: "image-patches",
  random: [curve([20, 0.5], [50, 0.7], [100, 0.8]), curve([20, 0.6], [50, 0.7], [100, 0.84])],
  auto: [curve([20, 0.6], [50, 0.85], [100, 0.9]), curve([20, 0.7], [50, 0.75], [100, 0.92])],
};

test("spreadOf gives the mean and the sample standard deviation, 0 for one value", () => {
  const spread = spreadOf([0.2, 0.4, 0.9])!;
  expect(spread.mean).toBeCloseTo(0.5, 12);
  expect(spread.sd).toBeCloseTo(Math.sqrt(0.13), 12);
  expect(spreadOf([0.7])).toEqual({ mean: 0.7, sd: 0 });
  expect(spreadOf([])).toBeNull();
});

test("spreadAt is null where a seed's curve does not reach", () => {
  const long = curve([10, 0.4], [20, 0.6]);
  expect(spreadAt([long, long], 15)!.mean).toBeCloseTo(0.5, 12);
  expect(spreadAt([long, curve([10, 0.4])], 20)).toBeNull();
});

test("meanAccuracy takes the points of the range alone, both ends with it", () => {
  const one = curve([10, 0], [20, 0.4], [500, 0.6], [510, 1]);
  expect(meanAccuracy([one], [20, 500])).toEqual({ mean: 0.5, sd: 0 });
  expect(meanAccuracy([one, curve([10, 0.3], [490, 0.9])], [20, 500])).toBeNull();
  expect(meanAccuracy([curve([30, 0.3], [500, 0.9])], [20, 500])).toBeNull();
});

test("isBelow needs more than the root of the mean of both variances", () => {
  const theirs = { mean: 0.8, sd: 0.04 };
  expect(isBelow({ mean: 0.772, sd: 0 }, theirs)).toBe(false);
  expect(isBelow({ mean: 0.771, sd: 0 }, theirs)).toBe(true);
  expect(isBelow({ mean: 0.771, sd: 0.04 }, theirs)).toBe(false);
});

test("the best peer is the highest at exactly that count, preparations included and references not", () => {
  const peers = parsePeers(csv);
  expect(bestPeer(peers, "mnist", 100)).toMatchObject({
    method: "smalltext/lr: margin (mnist+pca50)",
    mean: 0.77,
  });
  expect(bestPeer(peers, "digits", 100)).toMatchObject({ method: "modal/lr: margin", sd: 0.009 });
  expect(bestPeer(peers, "mnist", 200)).toBeNull();
});

test("medianLabels counts a seed that never reaches the target as beyond all others", () => {
  expect(medianLabels(measured.auto, 0.9)).toBe(100);
  expect(medianLabels(measured.auto, 0.91)).toBeNull();
  expect(medianLabels([...measured.auto, ...measured.auto, measured.auto[0]!], 0.85)).toBe(50);
});

test("the target table tells what was asked, what was measured, and whether it is met", () => {
  const { markdown, figures } = targetTable(
    [measured],
    [
      { run: "mnist", accuracy: 0.9, atMost: 100 },
      { run: "mnist", accuracy: 0.975, atMost: 50 },
    ],
  );
  expect(markdown.split("\n").slice(2)).toEqual([
    "| mnist | 90 % | 100 | not in 100 | 100 | yes |",
    "| mnist | 97.5 % | 50 | not in 100 | not in 100 | no |",
  ]);
  expect(figures).toEqual({
    "mnist@90 random": null,
    "mnist@90 auto": 100,
    "mnist@97.5 random": null,
    "mnist@97.5 auto": null,
  });
});

test("the accuracy table judges auto against the best peer and against random", () => {
  const { markdown, figures } = accuracyTable(measured, parsePeers(csv));
  expect(markdown).toBe(
    [
      "| labels | 20 | 50 | 100 |",
      "| --- | --- | --- | --- |",
      "| random | 55.0 ± 7.1 | 70.0 ± 0.0 | 82.0 ± 2.8 |",
      "| auto | 65.0 ± 7.1 | 80.0 ± 7.1 | 91.0 ± 1.4 |",
      "| best peer | - | - | 77.0 ± 2.9, smalltext/lr: margin (mnist+pca50) |",
      "| auto at or above the best peer? | - | - | yes |",
      "| auto not below random? | - | - | yes |",
    ].join("\n"),
  );
  expect(figures["mnist auto@100"]).toBeCloseTo(0.91, 12);
  expect(figures["mnist best peer@100"]).toBe(0.77);
});

test("the accuracy table says where auto is below", () => {
  const swapped = { ...measured, random: measured.auto, auto: measured.random };
  const { markdown } = accuracyTable(swapped, [
    { data: "mnist", method: "better", labels: 100, mean: 0.95, sd: 0 },
  ]);
  expect(markdown).toContain("| auto at or above the best peer? | - | - | **below** |");
  expect(markdown).toContain("| auto not below random? | - | - | **below** |");
});

test("a mean target is met by points above its baseline, and where asked not below random", () => {
  const better = [curve([20, 0.7], [500, 0.9])];
  const worse = [curve([20, 0.6], [500, 0.8])];
  const baseline = { curves: [curve([20, 0.5], [500, 0.6])], learners: ["linear"] };
  const method = { name: "raw pixels", encoder: "image-pixels", learner: "linear" };
  const target = { run: "mnist", points: 12, notBelowRandom: true, baseline: method };
  const rowOf = (run: MeasuredRun, notBelowRandom: boolean) =>
    meanTable([{ target: { ...target, notBelowRandom }, run, baseline }]).markdown.split("\n")[2];
  const name = "| mnist | raw pixels, margin (learned by linear) | 55.0 ± 0.0 |";
  expect(rowOf({ ...measured, random: worse, auto: better }, true)).toBe(
    `${name} 70.0 ± 0.0 | 80.0 ± 0.0 | +25.0 | +12.0, not below random | yes |`,
  );
  const lost = { ...measured, random: better, auto: worse };
  expect(rowOf(lost, true)).toBe(`${name} 80.0 ± 0.0 | 70.0 ± 0.0 | +15.0 | +12.0, not below random | no |`);
  expect(rowOf(lost, false)).toBe(`${name} 80.0 ± 0.0 | 70.0 ± 0.0 | +15.0 | +12.0 | yes |`);
});

test("every data set has a run of its own name; one without a plan is run whole", () => {
  expect(runsOf("digits")).toEqual([{ name: "digits", data: "digits", pool: null, budget: 500 }]);
  expect(runsOf("mnist").map(({ name, pool }) => [name, pool])).toEqual([
    ["mnist", 10_000],
    ["mnist-60000", null],
  ]);
});
