/** What would help a class most: labels of it at all, more of them, or of those that it is taken for. */
export interface LabelNext {
  readonly kind: "seen never" | "few labels" | "confused";
  /** The class it is confused with, where it is. */
  readonly with: number | null;
}

/** Fewer training labels are few; and mistakes with one other class stand out from so many on, at this share of all. */
const [FEW, FEWEST_CONFUSED, CONFUSED_SHARE] = [10, 3, 0.4];

/**
 * By class, from the holdout's confusion matrix (classCount × classCount, truth by row) and the training labels of each;
 * null where nothing stands out. Mistakes count whichever of two classes was true.
 */
export function labelNext(
  confusion: Int32Array,
  classCount: number,
  trainingCounts: ArrayLike<number>,
): (LabelNext | null)[] {
  return Array.from({ length: classCount }, (_, c) => {
    if (trainingCounts[c] === 0) return { kind: "seen never", with: null };
    const withOther = Array.from({ length: classCount }, (_, other) =>
      other === c ? 0 : confusion[c * classCount + other]! + confusion[other * classCount + c]!,
    );
    const mistakes = withOther.reduce((sum, count) => sum + count, 0);
    if (mistakes === 0) return null;
    if (trainingCounts[c]! < FEW) return { kind: "few labels", with: null };
    const worst = withOther.indexOf(Math.max(...withOther));
    const isConfused = withOther[worst]! >= FEWEST_CONFUSED && withOther[worst]! >= CONFUSED_SHARE * mistakes;
    return isConfused ? { kind: "confused", with: worst } : null;
  });
}
