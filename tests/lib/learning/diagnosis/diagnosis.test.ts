import { describe, expect, it, test } from "vitest";
import { calibrationBins, errorOfBins } from "@/lib/learning/diagnosis/calibration-bins";
import { type DiagnosisEvidence, driftThreshold, findingOf } from "@/lib/learning/diagnosis/finding";
import { fisherTest } from "@/lib/learning/diagnosis/fisher-test";
import { holdoutDrift } from "@/lib/learning/diagnosis/holdout-drift";
import { fewLabels, labelNext, labelNextOfOne } from "@/lib/learning/diagnosis/label-next";
import { missingCases } from "@/lib/learning/diagnosis/missing-cases";
import { resampledSpread } from "@/lib/learning/diagnosis/resampled-spread";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

test("Fisher's test gives the p-values of SciPy's fisher_exact", () => {
  expect(fisherTest(8, 10, 1, 6)).toBeCloseTo(0.034965034965, 9);
  expect(fisherTest(45, 50, 35, 50)).toBeCloseTo(0.022834981011, 9);
  expect(fisherTest(5, 10, 5, 10)).toBe(1);
  expect(fisherTest(0, 0, 0, 0)).toBe(1);
});

describe("drift of the holdout", () => {
  it("is found where the newer half is harder, and seldom where nothing changed", () => {
    const correct = Array.from({ length: 200 }, (_, i) => i % (i < 100 ? 10 : 3) !== 0);
    const found = holdoutDrift(correct)!;
    expect([found.older.value, found.newer.value]).toEqual([0.9, 0.67]);
    expect(found.pValue).toBeLessThan(0.001);
    const alarms = Array.from({ length: 1_000 }, (_, seed) => {
      const random = createRandom(seed, "drift");
      return holdoutDrift(Array.from({ length: 120 }, () => random.next() < 0.8))!.pValue;
    }).filter((p) => p < 0.05);
    expect(alarms.length / 1_000).toBeLessThanOrEqual(0.05);
    expect(alarms.length / 1_000).toBeGreaterThan(0.01);
  });

  it("is told of fewer than 2 of 100 holdouts that never change, over 500 looks as they grow", () => {
    for (const accuracy of [0.5, 0.8]) {
      const alarms = Array.from({ length: 500 }, (_, seed) => {
        const random = createRandom(seed, `looks ${accuracy}`);
        const correct = Array.from({ length: 540 }, () => random.next() < accuracy);
        return Array.from({ length: 500 }, (_, look) => correct.slice(0, 41 + look)).some(
          (known) => holdoutDrift(known)!.pValue < driftThreshold(known.length),
        );
      }).filter((alarm) => alarm);
      expect(alarms.length / 500).toBeLessThan(0.02);
    }
  });

  it("is still found where accuracy falls from 90 to 67 of 100", () => {
    const correct = Array.from({ length: 200 }, (_, i) => i % (i < 100 ? 10 : 3) !== 0);
    expect(holdoutDrift(correct)!.pValue).toBeLessThan(driftThreshold(200));
  });

  it("must be less likely by chance the more often the holdout has doubled", () => {
    expect([39, 40, 79].map(driftThreshold)).toEqual([0.001, 0.001, 0.001]);
    expect(driftThreshold(80)).toBeCloseTo(0.001 / 3, 12);
    const all = Array.from({ length: 20 }, (_, k) => driftThreshold(40 * 2 ** k));
    expect(all.reduce((sum, one) => sum + 5 * one, 0)).toBeLessThan(0.01);
  });

  it("is not looked for in a few labels", () => {
    expect(holdoutDrift(Array.from({ length: 39 }, () => true))).toBeNull();
  });
});

test("calibration bins hold all samples, each at its confidence", () => {
  const probabilities = matrix(4, 2, Float32Array.from([0.55, 0.45, 0.92, 0.08, 0.06, 0.94, 1, 0]));
  const bins = calibrationBins(probabilities, Int32Array.from([1, 0, 1, 1]));
  expect(bins.map(({ count }) => count)).toEqual([1, 3]);
  expect(bins[0]!.accuracy.value).toBe(0);
  expect(bins[1]!.confidence).toBeCloseTo((0.92 + 0.94 + 1) / 3, 6);
  expect(bins[1]!.accuracy.value).toBeCloseTo(2 / 3, 12);
  expect(bins[1]!.accuracy.low).toBeLessThan(0.3);
  expect(errorOfBins(bins)).toBeCloseTo((0.55 + Math.abs(0.92 + 0.94 + 1 - 2)) / 4, 6);
  expect(errorOfBins([])).toBe(0);
});

test("missing cases are classes that are hardly among the training labels, and what they cost", () => {
  const truth = Int32Array.from([0, 0, 0, 1, 1, 2, 2, 2, 3, 3]);
  const predicted = Int32Array.from([0, 0, 1, 1, 0, 0, 0, 2, 0, 0]);
  expect(missingCases(truth, predicted, [20, 20, 3, 0])).toEqual({
    neverSeen: [3],
    hardlySeen: [2],
    lost: 0.4,
  });
});

test("a class is told what would help it most", () => {
  // Class 1 is taken for class 2 and back, class 3 was never labeled, class 0 is well told.
  const confusion = Int32Array.from([9, 0, 0, 1, 0, 5, 4, 0, 0, 3, 6, 0, 2, 0, 0, 0]);
  expect(labelNext(confusion, 4, [30, 30, 30, 0])).toEqual([
    { kind: "confused", with: 3 },
    { kind: "confused", with: 2 },
    { kind: "confused", with: 1 },
    { kind: "seen never", with: null },
  ]);
  expect(labelNext(Int32Array.from([9, 1, 0, 9]), 2, [4, 40])).toEqual([
    { kind: "few labels", with: null },
    null,
  ]);
});

test("mistakes with no class in particular say whether it is missed or wrongly said", () => {
  // Class 0 is taken for each of three others once, and class 4 is what three further ones are taken for once.
  const confusion = new Int32Array(8 * 8);
  for (const other of [1, 2, 3]) confusion[other] = 1;
  for (const other of [5, 6, 7]) {
    confusion[other * 8 + 4] = 1;
    confusion[other * 8 + other] = 5;
  }
  const kinds = labelNext(confusion, 8, Array(8).fill(30)).map((next) => next?.kind ?? null);
  expect(kinds).toEqual(["missed", null, null, null, "wrongly said", null, null, null]);
});

test("where a class is a question of its own, it is told what would help it, too", () => {
  const kind = (trainingLabels: number, missed: number, wronglySaid: number, support = 12) =>
    labelNextOfOne({ trainingLabels, few: 10, support, missed, wronglySaid })?.kind ?? null;
  expect([kind(30, 6, 0), kind(30, 2, 2), kind(30, 1, 5), kind(30, 0, 1), kind(30, 0, 0)]).toEqual([
    "missed",
    "missed",
    "wrongly said",
    null,
    null,
  ]);
  expect([kind(0, 0, 0), kind(9, 1, 0)]).toEqual(["seen never", "few labels"]);
  // All of the few that the holdout has are missed; then the holdout has nothing of it.
  expect([kind(30, 1, 0, 1), kind(30, 4, 0, 4), kind(30, 0, 0, 0), kind(9, 0, 0, 0)]).toEqual([
    "missed",
    "missed",
    null,
    "few labels",
  ]);
});

test("labels of a class are few beside what others have", () => {
  expect([fewLabels([3, 12, 14]), fewLabels([20, 60, 64, 70]), fewLabels([0])]).toEqual([10, 31, 10]);
  const confusion = Int32Array.from([9, 1, 0, 0, 9, 0, 0, 0, 9]);
  expect(labelNext(confusion, 3, [20, 60, 64])[0]).toEqual({ kind: "few labels", with: null });
});

test("where all classes have few labels, what a class is confused with says more than that it has few", () => {
  // Of its three samples two are taken for the second class.
  const confusion = Int32Array.from([1, 2, 0, 0, 3, 0, 0, 0, 3]);
  expect(labelNext(confusion, 3, [4, 4, 5])[0]).toEqual({ kind: "confused", with: 1 });
  expect(labelNext(confusion, 3, [1, 4, 5])[0]).toEqual({ kind: "few labels", with: null });
});

test("the spread over resampled labels is the standard deviation between models of new labels", async () => {
  // The model's accuracy is the mean of what its labels are worth: over new sets of n labels it varies by sd / √n.
  const [n, resamples, holdoutCount] = [60, 5, 4_000];
  const holdout = Array.from({ length: holdoutCount }, (_, i) => ({ row: 1_000 + i, classIndex: 0 }));
  const spreads: number[] = [];
  for (let seed = 0; seed < 40; seed++) {
    const random = createRandom(seed, "worth");
    const training = Array.from({ length: n }, (_, row) => ({
      row,
      classIndex: 0,
      worth: 0.2 * random.normal(),
    }));
    const worthOf = (row: number) => training[row]!.worth;
    const found = await resampledSpread(
      { training, holdout },
      resamples,
      {
        fitAndPredict: async (part, rows) => {
          const accuracy = 0.5 + part.reduce((sum, { row }) => sum + worthOf(row), 0) / part.length;
          const probabilities = matrix(rows.length, 2);
          rows.forEach((_, i) => {
            probabilities.data[2 * i + (i < accuracy * rows.length ? 0 : 1)] = 1;
          });
          return probabilities;
        },
        countRight: ({ data }, labels) => labels.filter((_, i) => data[2 * i] === 1).length,
      },
      random,
    );
    spreads.push(found!.spread);
  }
  const rootMeanSquare = Math.sqrt(spreads.reduce((sum, value) => sum + value ** 2, 0) / spreads.length);
  expect(rootMeanSquare / (0.2 / Math.sqrt(n))).toBeGreaterThan(0.85);
  expect(rootMeanSquare / (0.2 / Math.sqrt(n))).toBeLessThan(1.15);
});

describe("what stands out most", () => {
  const share = (value: number) => ({ value, low: value - 0.06, high: value + 0.05 });
  const healthy: DiagnosisEvidence = {
    holdoutCount: 100,
    trainingAccuracy: 0.96,
    crossValidatedAccuracy: share(0.91),
    holdoutAccuracy: share(0.92),
    spread: { spread: 0.01, resamples: 5 },
    drift: null,
    missing: { neverSeen: [], hardlySeen: [], lost: 0.01 },
  };
  const cases: [ReturnType<typeof findingOf>, Partial<DiagnosisEvidence>][] = [
    ["healthy", {}],
    ["healthy", { trainingAccuracy: null, spread: null }],
    ["missingCases", { trainingAccuracy: null, missing: { neverSeen: [2], hardlySeen: [], lost: 0.12 } }],
    ["cannotTell", { holdoutCount: 49 }],
    ["drift", { drift: { older: share(0.9), newer: share(0.7), pValue: 0.0002 } }],
    ["healthy", { drift: { older: share(0.9), newer: share(0.75), pValue: 0.002 } }],
    ["healthy", { drift: { older: share(0.9), newer: share(0.8), pValue: 0.04 } }],
    ["memorising", { trainingAccuracy: 1, crossValidatedAccuracy: share(0.7), holdoutAccuracy: share(0.72) }],
    ["missingCases", { missing: { neverSeen: [2], hardlySeen: [], lost: 0.12 } }],
    ["variance", { spread: { spread: 0.06, resamples: 5 } }],
    [
      "modelTooSimple",
      { trainingAccuracy: 0.75, crossValidatedAccuracy: null, holdoutAccuracy: share(0.72) },
    ],
  ];
  it.each(cases)("is %s for %o", (finding, change) => {
    expect(findingOf({ ...healthy, ...change })).toBe(finding);
  });
});
