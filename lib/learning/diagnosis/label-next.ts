import { quantile } from "../evaluation/quantile";

/**
 * What would help a class most: labels of it at all, more of them, of those between it and another class, of it since it
 * is missed, or of what is wrongly taken for it.
 */
export interface LabelNext {
  readonly kind: "seen never" | "few labels" | "confused" | "missed" | "wrongly said";
  /** The class it is confused with, where it is. */
  readonly with: number | null;
}

/** Fewer training labels are few, and so are fewer than this share of what a class has at the median. */
const [FEW, FEW_OF_MEDIAN] = [10, 0.5];

/** One mistake is an accident; mistakes with one other class stand out at this share of all. */
const [FEWEST_MISTAKES, CONFUSED_SHARE] = [2, 0.4];

interface ClassMistakes {
  readonly trainingLabels: number;
  /** Fewer than these are few. */
  readonly few: number;
  /** Holdout samples of the class. */
  readonly support: number;
  /** Those of them that were taken for something else, and others that were taken for it. */
  readonly missed: number;
  readonly wronglySaid: number;
}

/**
 * By class, from the holdout's confusion matrix (classCount × classCount, truth by row) and the training labels of each;
 * null where nothing stands out, or the holdout has nothing of a class that has labels enough. Confused are two classes whichever of them was true. It is a hint of where to look, not a
 * finding: the holdout has few samples of a class.
 */
export function labelNext(
  confusion: Int32Array,
  classCount: number,
  trainingCounts: ArrayLike<number>,
): (LabelNext | null)[] {
  const few = fewLabels(trainingCounts);
  const median = medianOf(trainingCounts);
  return Array.from({ length: classCount }, (_, c) => {
    const others = Array.from({ length: classCount }, (_, other) => other).filter((other) => other !== c);
    const missedAs = others.map((other) => confusion[c * classCount + other]!);
    const wronglyOf = others.map((other) => confusion[other * classCount + c]!);
    const mistakes = {
      trainingLabels: trainingCounts[c]!,
      few,
      support: confusion[c * classCount + c]! + sum(missedAs),
      missed: sum(missedAs),
      wronglySaid: sum(wronglyOf),
    };
    const next = labelNextOfOne(mistakes);
    // Where all classes have few labels, that says nothing of this one.
    const hasAsOthers = next?.kind === "few labels" && trainingCounts[c]! >= FEW_OF_MEDIAN * median;
    if (next?.kind !== "missed" && next?.kind !== "wrongly said" && !hasAsOthers) return next;
    const withOther = others.map((_, i) => missedAs[i]! + wronglyOf[i]!);
    const most = Math.max(...withOther);
    const isConfused = most >= FEWEST_MISTAKES && most >= CONFUSED_SHARE * sum(withOther);
    return isConfused ? { kind: "confused", with: others[withOther.indexOf(most)]! } : next;
  });
}

/** With fewer training labels than these a class has few, beside what the others have. */
export function fewLabels(trainingCounts: ArrayLike<number>): number {
  return Math.max(FEW, Math.ceil(FEW_OF_MEDIAN * medianOf(trainingCounts)));
}

function medianOf(trainingCounts: ArrayLike<number>): number {
  return quantile(Array.from(trainingCounts), 0.5);
}

/**
 * The same of a class that is a question of its own, as where a sample may have several: none is confused with another. Few
 * labels are worth more of them unless the holdout has the class and no mistake. A class of which all is missed is missed,
 * be it but one sample.
 */
export function labelNextOfOne({
  trainingLabels,
  few,
  support,
  missed,
  wronglySaid,
}: ClassMistakes): LabelNext | null {
  if (trainingLabels === 0) return { kind: "seen never", with: null };
  const mistakes = missed + wronglySaid;
  if (mistakes === 0 && support > 0) return null;
  if (trainingLabels < few) return { kind: "few labels", with: null };
  const isAllMissed = support > 0 && missed === support;
  if (mistakes < FEWEST_MISTAKES && !isAllMissed) return null;
  return { kind: missed >= wronglySaid ? "missed" : "wrongly said", with: null };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
