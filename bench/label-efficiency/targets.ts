/** One run of the benchmark: a data set, or a part of it, with a budget. */
export interface PlannedRun {
  /** As figures name it. */
  readonly name: string;
  /** The folder in `data/`, and the name in the peers' curves. */
  readonly data: string;
  /** Training samples drawn from it; null = all. */
  readonly pool: number | null;
  readonly budget: number;
}

/** Labels that a target accuracy may cost at most. */
export interface Target {
  /** A run's name. */
  readonly run: string;
  readonly accuracy: number;
  readonly atMost: number;
}

/** A mean accuracy over the labels from 20 to 500, asked as points above that of a usual method with margin. */
export interface MeanTarget {
  readonly run: string;
  readonly points: number;
  /** Whether it may not be below random either. */
  readonly notBelowRandom: boolean;
  readonly baseline: {
    readonly name: string;
    readonly encoder: string;
    readonly learner: string;
  };
}

const BUDGET = 500;

/** Runs that are not the whole of a data set with the usual budget. */
const special: readonly PlannedRun[] = [
  { name: "mnist", data: "mnist", pool: 10_000, budget: BUDGET },
  { name: "mnist-60000", data: "mnist", pool: null, budget: 200 },
  { name: "banking77", data: "banking77", pool: null, budget: 600 },
];

/** The runs of a data set. */
export function runsOf(data: string): readonly PlannedRun[] {
  const planned = special.filter((run) => run.data === data);
  return planned.length > 0 ? planned : [{ name: data, data, pool: null, budget: BUDGET }];
}

export const targets: readonly Target[] = [
  { run: "mnist", accuracy: 0.95, atMost: 45 },
  { run: "mnist-60000", accuracy: 0.97, atMost: 50 },
  { run: "mnist-60000", accuracy: 0.98, atMost: 200 },
  { run: "ag-news", accuracy: 0.82, atMost: 60 },
  { run: "ag-news", accuracy: 0.85, atMost: 150 },
  { run: "sms-spam", accuracy: 0.975, atMost: 50 },
  { run: "digits", accuracy: 0.95, atMost: 45 },
  { run: "banking77", accuracy: 0.7, atMost: 600 },
];

export const meanTargets: readonly MeanTarget[] = [
  {
    run: "mr",
    points: 7,
    notBelowRandom: false,
    baseline: { name: "TF-IDF + logistic regression", encoder: "tfidf-svd", learner: "sparse" },
  },
  {
    run: "cifar10n",
    points: 15,
    notBelowRandom: true,
    baseline: { name: "raw pixels + logistic regression", encoder: "image-pixels", learner: "linear" },
  },
];
