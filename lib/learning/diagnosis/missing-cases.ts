/** Mistakes that more labels of certain classes would help against. */
export interface MissingCases {
  /** Classes without a training label, in ascending order. */
  readonly neverSeen: readonly number[];
  /** Classes with a few, in ascending order. */
  readonly hardlySeen: readonly number[];
  /** Share of the holdout (0..1) that is of such classes and wrong. */
  readonly lost: number;
}

/** With fewer training labels a class has hardly been seen. */
const HARDLY = 5;

/** `predicted` and `truth` are those of the holdout; `trainingCounts` has the training labels of each class. */
export function missingCases(
  truth: Int32Array,
  predicted: Int32Array,
  trainingCounts: ArrayLike<number>,
): MissingCases {
  const classes = Array.from({ length: trainingCounts.length }, (_, c) => c);
  const wrong = truth.filter(
    (classIndex, i) => trainingCounts[classIndex]! < HARDLY && predicted[i] !== classIndex,
  );
  return {
    neverSeen: classes.filter((c) => trainingCounts[c] === 0),
    hardlySeen: classes.filter((c) => trainingCounts[c]! > 0 && trainingCounts[c]! < HARDLY),
    lost: truth.length === 0 ? 0 : wrong.length / truth.length,
  };
}
