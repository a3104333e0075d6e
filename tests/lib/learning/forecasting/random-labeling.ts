import { type CrossFit, crossFit, largestSize, planCrossFits } from "@/lib/learning/forecasting/cross-fit";
import { type MeasuredPoint, meanOf, measureError } from "@/lib/learning/forecasting/measured-curve";
import { type RandomCurve, randomCurve } from "@/lib/learning/forecasting/random-curve";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

export const HOLDOUT_SHARE = 0.25;

/** A label that makes models better or worse, of a sample that is wrong while a model's error is above its difficulty. */
export interface MadeLabel {
  readonly row: number;
  readonly worth: number;
  readonly difficulty: number;
}

export function makeLabels(count: number, from: number, spread: number, seed: number): MadeLabel[] {
  const random = createRandom(seed, `labels ${from}`);
  return Array.from({ length: count }, (_, i) => ({
    row: from + i,
    worth: spread * random.normal(),
    difficulty: random.next(),
  }));
}

/** A project's random labels, cross-fitted by a model whose error is known, but for what its labels are worth. */
export async function labelRandomly(
  { explored, holdout, spread, seed }: { explored: number; holdout: number; spread: number; seed: number },
  errorAt: (trainingLabels: number) => number,
): Promise<{ fits: CrossFit[]; curve: RandomCurve; holdoutLabels: MadeLabel[] }> {
  const labels = {
    explored: makeLabels(explored, 0, spread, seed),
    holdout: makeLabels(holdout, 10_000, spread, seed),
    imported: [],
  };
  const plan = planCrossFits(explored, holdout);
  const noise = createRandom(seed, "noise");
  const fits = await crossFit(
    labels,
    plan,
    async (training, rows) => {
      const worth = training.reduce((sum, label) => sum + label.worth, 0) / training.length;
      const error = errorAt(training.length) + worth;
      const probabilities = matrix(rows.length, 2);
      rows.forEach((row, i) => {
        const level = noise.next() < 0.85 ? labels.holdout[row - 10_000]!.difficulty : noise.next();
        // The true class is 0.
        probabilities.data[2 * i] = level < error ? 0.2 : 0.8;
        probabilities.data[2 * i + 1] = 1 - probabilities.data[2 * i]!;
      });
      return probabilities;
    },
    createRandom(seed, "fits"),
  );
  const truth = new Int32Array(holdout);
  const levels = fits.map(({ trainingLabels, repeats }) => ({
    trainingLabels,
    repeats: repeats.map(({ foldOf, probabilities }) => ({
      foldOf,
      measured: measureError("accuracy", probabilities, truth),
    })),
  }));
  const available = largestSize(explored, holdout, plan.folds);
  return {
    fits,
    curve: randomCurve(levels, { holdoutShare: HOLDOUT_SHARE, available }),
    holdoutLabels: labels.holdout,
  };
}

/** The project's own models on the same holdout, of so many labels spent up to today's, each with an error that is known. */
export function measureOwn(
  labels: readonly MadeLabel[],
  spent: number,
  errorAt: (labelsSpent: number) => number,
  seed: number,
): MeasuredPoint[] {
  const noise = createRandom(seed, "own");
  return ownLabels(spent).map((n) => {
    const error = errorAt(n);
    return {
      labels: n,
      ...meanOf(labels, ({ difficulty }) =>
        (noise.next() < 0.85 ? difficulty : noise.next()) < error ? 1 : 0,
      ),
    };
  });
}

/** Labels spent when models of a project were trained, ascending up to today's: a twelfth of them, and every fifth more. */
export function ownLabels(spent: number): number[] {
  const count = 14;
  return Array.from({ length: count }, (_, i) => spent / 1.2 ** (count - 1 - i));
}
