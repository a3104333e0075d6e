import type { FitAndPredict } from "../forecasting/cross-fit";
import type { Matrix } from "../matrix";
import type { Random } from "../random";

export interface ResampledSpread {
  /** Standard deviation of the holdout accuracy over models of other training labels, as many as there are. */
  readonly spread: number;
  readonly resamples: number;
}

interface Fitting<Label> {
  readonly fitAndPredict: FitAndPredict<Label>;
  /** How many of the labels the probabilities (labels × c) get right. */
  readonly countRight: (probabilities: Matrix, labels: readonly Label[]) => number;
}

/** Each resample is this share of the labels, drawn without putting back: a label twice is no two labels to a graph. */
const SHARE = 2 / 3;

/**
 * How much the model depends on which labels it happened to be given: its learner on `resamples` (at least 2) parts of the
 * labels, each measured on the holdout. Parts of a share f differ less than whole sets of labels would; their standard
 * deviation times √(f / (1 − f)) is that of these (delete-d jackknife, Shao & Wu 1989). Null with too few labels.
 */
export async function resampledSpread<Label extends { readonly row: number }>(
  { training, holdout }: { readonly training: readonly Label[]; readonly holdout: readonly Label[] },
  resamples: number,
  { fitAndPredict, countRight }: Fitting<Label>,
  random: Random,
): Promise<ResampledSpread | null> {
  const size = Math.round(SHARE * training.length);
  if (size < 2 || size === training.length || holdout.length === 0) return null;
  const rows = Int32Array.from(holdout, ({ row }) => row);
  const accuracies: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const order = random.fork(`resample ${i}`).permutation(training.length);
    const part = Array.from(order.subarray(0, size), (place) => training[place]!);
    accuracies.push(countRight(await fitAndPredict(part, rows), holdout) / rows.length);
  }
  const mean = accuracies.reduce((sum, value) => sum + value, 0) / resamples;
  const variance = accuracies.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (resamples - 1);
  return { spread: Math.sqrt((variance * SHARE) / (1 - SHARE)), resamples };
}
