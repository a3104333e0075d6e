import { type ResampledSpread, resampledSpread } from "../diagnosis/resampled-spread";
import type { BoundedEstimate } from "../evaluation/estimate";
import { wilsonInterval } from "../evaluation/wilson-interval";
import type { FitAndPredict } from "../forecasting/cross-fit";
import type { Matrix } from "../matrix";
import type { Random } from "../random";

/** How many of the labels the probabilities (labels × c) get right. */
export type CountRight<Label> = (probabilities: Matrix, labels: readonly Label[]) => number;

export interface GeneralisationInput<Label> {
  readonly training: readonly Label[];
  readonly holdout: readonly Label[];
  readonly countRight: CountRight<Label>;
  readonly fitAndPredict: FitAndPredict<Label>;
  /** Probabilities of today's model for the training labels. */
  readonly today: Matrix;
}

/** How the model does on labels it knows, beside ones that it does not. */
export interface Generalisation {
  /** On the labels it was trained on, 0..1. */
  readonly trainingAccuracy: number;
  /** On training labels held out from it, with a 95 % interval; null with too few. */
  readonly crossValidatedAccuracy: BoundedEstimate | null;
  readonly spread: ResampledSpread | null;
}

const [FOLDS, RESAMPLES] = [3, 4];

/** So many fits it takes at most. */
export const generalisationFits = FOLDS + RESAMPLES;

/** `onFit` is told the finished share. */
export async function measureGeneralisation<Label extends { readonly row: number }>(
  input: GeneralisationInput<Label>,
  random: Random,
  onFit: (share: number) => void = () => {},
): Promise<Generalisation> {
  const { training, holdout, countRight, today } = input;
  let fits = 0;
  const fitAndPredict: FitAndPredict<Label> = async (known, rows) => {
    const predicted = await input.fitAndPredict(known, rows);
    onFit(++fits / generalisationFits);
    return predicted;
  };
  return {
    trainingAccuracy: countRight(today, training) / training.length,
    crossValidatedAccuracy: await crossValidatedAccuracy({ ...input, fitAndPredict }, random.fork("folds")),
    spread: await resampledSpread({ training, holdout }, RESAMPLES, { fitAndPredict, countRight }, random),
  };
}

async function crossValidatedAccuracy<Label extends { readonly row: number }>(
  { training, countRight, fitAndPredict }: GeneralisationInput<Label>,
  random: Random,
): Promise<BoundedEstimate | null> {
  if (training.length < 2 * FOLDS) return null;
  const foldOf = random.permutation(training.length).map((place) => place % FOLDS);
  let right = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const asked = training.filter((_, i) => foldOf[i] === fold);
    const known = training.filter((_, i) => foldOf[i] !== fold);
    const rows = Int32Array.from(asked, ({ row }) => row);
    right += countRight(await fitAndPredict(known, rows), asked);
  }
  return { value: right / training.length, ...wilsonInterval(right, training.length) };
}
