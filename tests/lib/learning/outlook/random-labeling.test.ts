import { expect, test } from "vitest";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { oneClass, severalClasses } from "@/lib/learning/outlook/answers";
import { generalisationFits, measureGeneralisation } from "@/lib/learning/outlook/generalisation";
import { measureRandomLabeling } from "@/lib/learning/outlook/random-labeling";
import { createRandom } from "@/lib/learning/random";
import type { RowLabel } from "@/lib/learning/round";

/** The error of a model after so many training labels, wherever they came from. */
const falling = (n: number) => 0.02 + 2.4 * n ** -0.5;

const labelsFrom = (first: number, count: number): RowLabel[] =>
  Array.from({ length: count }, (_, i) => ({ row: first + i, classIndex: 0 }));

const known = { accuracy: true, macroF1: true, logLoss: true };

/** 300 labels spent by random labeling, beside 1,000 that came with a file; all that differs is what the measurement is told. */
function spendAfterImport(seed: number, imported: readonly RowLabel[], isChanceKnown = known) {
  const [explored, holdout] = [labelsFrom(1_000, 180), labelsFrom(2_000, 120)];
  const random = createRandom(seed, "samples");
  const difficulty = holdout.map(() => random.next());
  const predict = (error: number, rows: Int32Array): Matrix => {
    const probabilities = matrix(rows.length, 2);
    rows.forEach((row, i) => {
      const level = random.next() < 0.85 ? difficulty[row - 2_000]! : random.next();
      probabilities.data[2 * i] = level < error ? 0.2 : 0.8;
      probabilities.data[2 * i + 1] = 1 - probabilities.data[2 * i]!;
    });
    return probabilities;
  };
  const rows = Int32Array.from(holdout, ({ row }) => row);
  return measureRandomLabeling(
    {
      explored,
      holdout,
      imported,
      measure: (metric, probabilities) => oneClass.measure(metric, probabilities, holdout),
      isChanceKnown,
      fitAndPredict: async (training, asked) => predict(falling(training.length), asked),
      own: [40, 80, 160, 300].map((labelsSpent) => ({
        labelsSpent,
        probabilities: predict(falling(1_000 + 0.6 * labelsSpent), rows),
      })),
      holdoutShare: holdout.length / 300,
      mostFits: 50,
    },
    createRandom(seed),
  );
}

test("what labels that came with a file are worth is not called saved by a strategy that draws at random", async () => {
  const claims = { known: 0, ignored: 0 };
  const runs = 10;
  for (let seed = 0; seed < runs; seed++) {
    const known = await spendAfterImport(seed, labelsFrom(0, 1_000));
    const ignored = await spendAfterImport(seed, []);
    if (known.saved.accuracy.kind === "saved") claims.known++;
    if (ignored.saved.accuracy.kind === "saved") claims.ignored++;
    // The axis counts what was spent.
    expect(known.points.map(({ trainingLabels }) => trainingLabels)).toEqual(
      ignored.points.map(({ trainingLabels }) => trainingLabels),
    );
    expect(known.points.at(-1)!.labelsSpent).toBeCloseTo(known.points.at(-1)!.trainingLabels / 0.6, 9);
  }
  expect(claims.known).toBeLessThanOrEqual(1);
  // Else this test could not fail.
  expect(claims.ignored).toBeGreaterThan(4);
});

test("of a score of which it is not known how far chance moves it neither a band nor labels saved are told", async () => {
  const { points, saved } = await spendAfterImport(1, labelsFrom(0, 1_000), { ...known, macroF1: false });
  expect(saved.macroF1).toEqual({ kind: "noInterval" });
  expect(saved.accuracy.kind).not.toBe("noInterval");
  for (const { scores } of points) {
    expect(scores.macroF1).toEqual({ value: expect.any(Number), low: null, high: null });
    expect(scores.accuracy.low).not.toBeNull();
  }
});

test("how far chance moves macro F1 is known of one class a sample once each has five labels, and never of several", () => {
  const scores = (low: number | null) => {
    const one = { value: 0.8, low, high: low };
    return { accuracy: one, macroF1: one, logLoss: one };
  };
  expect(oneClass.isChanceKnown(scores(0.7))).toEqual(known);
  expect(oneClass.isChanceKnown(scores(null))).toEqual({ ...known, macroF1: false });
  expect(severalClasses.isChanceKnown(scores(0.7))).toEqual({ ...known, macroF1: false });
});

test("where a sample may have several classes macro F1 has an interval around it", () => {
  const labels = Array.from({ length: 36 }, (_, row) => ({ row, classes: row % 2 ? [0] : [0, 1] }));
  const predicted = matrix(36, 2);
  labels.forEach(({ row }) => {
    predicted.data[2 * row] = row % 9 ? 0.9 : 0.1;
    predicted.data[2 * row + 1] = row % 2 ? 0.1 : 0.9;
  });
  const { value, low, high } = severalClasses.scores(predicted, labels, createRandom(1)).macroF1;
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
});

test("the fits of how the model does on labels it knows are told as they finish, the last as the whole", async () => {
  const [training, holdout] = [labelsFrom(0, 60), labelsFrom(100, 20)];
  const right = (rows: { readonly length: number }) =>
    matrix(
      rows.length,
      2,
      Float32Array.from({ length: 2 * rows.length }, (_, i) => 1 - (i % 2)),
    );
  const shares: number[] = [];
  const found = await measureGeneralisation(
    {
      training,
      holdout,
      countRight: oneClass.countRight,
      fitAndPredict: async (_, rows) => right(rows),
      today: right(training),
    },
    createRandom(1),
    (share) => shares.push(share),
  );
  expect(found.trainingAccuracy).toBe(1);
  expect(shares).toHaveLength(generalisationFits);
  expect(shares[0]).toBeCloseTo(1 / generalisationFits, 12);
  expect(shares.at(-1)).toBe(1);
});
