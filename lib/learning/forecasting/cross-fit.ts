import { type Matrix, matrix, rowOf } from "../matrix";
import type { Random } from "../random";

/** Learns from some labels and predicts rows that are none of them (rows.length × c). */
export type FitAndPredict<Label> = (training: readonly Label[], rows: Int32Array) => Promise<Matrix>;

export interface CrossFitPlan {
  /** The holdout is cut into so many parts; models that predict one learn from the others. */
  readonly folds: number;
  readonly repeats: number;
  readonly sizes: readonly number[];
}

/** What models learn from and are measured on. */
export interface CrossFitLabels<Label> {
  /** Of the random arm. */
  readonly explored: readonly Label[];
  readonly holdout: readonly Label[];
  /** Those that came with a file: every model is given all of them, and they are no part of a size. */
  readonly imported: readonly Label[];
}

/** Models of one number of random labels, each measured on holdout labels that it was not trained on. */
export interface CrossFit {
  /** Imported ones are not counted. */
  readonly trainingLabels: number;
  readonly repeats: readonly {
    /** The part of the holdout (0..folds-1) that each holdout label was in: one model predicted each. */
    readonly foldOf: Int32Array;
    /** Calibrated probabilities for every holdout label, in their order (holdout × c). */
    readonly probabilities: Matrix;
  }[];
}

/** Two repeats tell how models of other labels differ. */
const REPEATS = 2;

/** The best plan first: more folds leave more of the holdout to learn from, more sizes tell more of the curve. */
const PLANS = [
  { folds: 5, most: 5 },
  { folds: 3, most: 4 },
  { folds: 2, most: 4 },
] as const;

/** Between two sizes, and the smallest of them. */
const [STEP, SMALLEST] = [1.6, 12];

/**
 * How random labeling is measured with so many labels of the random arm and the holdout, by at most `mostFits` fits (what
 * one costs is known from rounds); no sizes where it cannot be.
 */
export function planCrossFits(explored: number, holdout: number, mostFits = 50): CrossFitPlan {
  const plan = PLANS.find(({ folds, most }) => folds * most * REPEATS <= mostFits);
  if (!plan) return { folds: PLANS[0].folds, repeats: REPEATS, sizes: [] };
  const largest = largestSize(explored, holdout, plan.folds);
  const sizes = Array.from({ length: plan.most }, (_, i) => Math.round(largest / STEP ** i));
  return {
    folds: plan.folds,
    repeats: REPEATS,
    sizes: sizes.filter((size) => size >= SMALLEST).reverse(),
  };
}

/** Labels to learn from with which a plan has so many sizes. */
export function learnedForSizes(sizes: number): number {
  return Math.ceil((SMALLEST - 0.5) * STEP ** (sizes - 1));
}

/** Labels that are left to learn from while the largest fold is predicted. */
export function largestSize(explored: number, holdout: number, folds: number): number {
  return explored + holdout - Math.ceil(holdout / folds);
}

/**
 * Measures what random labels are worth on the project's own data. The labels of the random arm and of the holdout were
 * both drawn at random, so models learn from random parts of them and are measured on holdout labels that are not among
 * those (cross-fitting, Chernozhukov et al. 2018). These models are measured and forgotten: none is published, and the
 * published one still never sees the holdout. Labels that came with a file cost nothing and were there from the start, so
 * random labeling has them, too. `onFit` is told the finished share.
 */
export async function crossFit<Label extends { readonly row: number }>(
  { explored, holdout, imported }: CrossFitLabels<Label>,
  plan: CrossFitPlan,
  fitAndPredict: FitAndPredict<Label>,
  random: Random,
  onFit: (share: number) => void = () => {},
): Promise<CrossFit[]> {
  const measured: CrossFit[] = [];
  let fits = 0;
  const total = plan.sizes.length * plan.repeats * plan.folds;
  for (const size of plan.sizes) {
    const repeats: CrossFit["repeats"][number][] = [];
    for (let repeat = 0; repeat < plan.repeats; repeat++) {
      const draw = random.fork(`${size}/${repeat}`);
      const foldOf = draw.permutation(holdout.length).map((place) => place % plan.folds);
      const parts: Matrix[] = [];
      for (let fold = 0; fold < plan.folds; fold++) {
        const left = [...explored, ...holdout.filter((_, i) => foldOf[i] !== fold)];
        const drawn = Array.from(draw.permutation(left.length).subarray(0, size), (i) => left[i]!);
        const asked = holdout.filter((_, i) => foldOf[i] === fold);
        parts.push(
          await fitAndPredict(
            [...imported, ...drawn],
            Int32Array.from(asked, ({ row }) => row),
          ),
        );
        onFit(++fits / total);
      }
      repeats.push({ foldOf, probabilities: assemble(parts, foldOf) });
    }
    measured.push({ trainingLabels: size, repeats });
  }
  return measured;
}

/** The folds' predictions in the order of the holdout labels. */
function assemble(parts: readonly Matrix[], foldOf: Int32Array): Matrix {
  const all = matrix(foldOf.length, parts[0]!.columns);
  const next = parts.map(() => 0);
  foldOf.forEach((fold, i) => {
    rowOf(all, i).set(rowOf(parts[fold]!, next[fold]!++));
  });
  return all;
}
