import { type CalibrationBin, calibrationBins, errorOfBins } from "../diagnosis/calibration-bins";
import { type CalibrationChance, calibrationChance } from "../diagnosis/calibration-chance";
import { type HoldoutDrift, holdoutDrift } from "../diagnosis/holdout-drift";
import { fewLabels, type LabelNext, labelNext, labelNextOfOne } from "../diagnosis/label-next";
import { type MissingCases, missingCases } from "../diagnosis/missing-cases";
import { type ClassScore, classScores, classScoresOfQuestions } from "../evaluation/class-scores";
import { confusionCounts } from "../evaluation/confusion";
import { predictedClasses } from "../evaluation/evaluate";
import { membershipsOf, yesOrNo } from "../evaluation/evaluate-memberships";
import { predictedMemberships } from "../evaluation/multi-label";
import { type OutcomeCounts, outcomeCounts } from "../evaluation/outcomes";
import type { Matrix } from "../matrix";
import type { Random } from "../random";
import type { RowLabels } from "../strategies/multi-label/multi-label-strategy";

/** How well one model does on the holdout, class by class. */
export interface ModelQuality {
  /** In the order of the classes. */
  readonly perClass: readonly (ClassScore & { readonly labelNext: LabelNext | null })[];
  /** classCount × classCount, truth by row; null where a sample may have several classes. */
  readonly confusion: Int32Array | null;
  /** In the order of the classes; null where a sample has one class. */
  readonly outcomes: readonly OutcomeCounts[] | null;
  readonly calibration: readonly CalibrationBin[];
  /** Over these bins. */
  readonly calibrationError: number;
  readonly calibrationByChance: CalibrationChance;
  /** Null while the holdout is small. */
  readonly drift: HoldoutDrift | null;
  readonly missing: MissingCases;
}

/** Of probabilities (n × c) for holdout labels in the order in which they were given, and the training labels of each class. */
export function qualityOf(
  probabilities: Matrix,
  truth: Int32Array,
  trainingCounts: ArrayLike<number>,
  random: Random,
): ModelQuality {
  const classCount = probabilities.columns;
  const predicted = predictedClasses(probabilities);
  const confusion = confusionCounts(truth, predicted, classCount);
  const next = labelNext(confusion, classCount, trainingCounts);
  return {
    perClass: classScores(confusion, classCount).map((score, c) => ({ ...score, labelNext: next[c]! })),
    confusion,
    outcomes: null,
    ...calibrationOf(probabilities, truth, 1, random),
    drift: holdoutDrift(Array.from(truth, (classIndex, i) => predicted[i] === classIndex)),
    missing: missingCases(truth, predicted, trainingCounts),
  };
}

/** The same where a sample may have several classes: each is a question of its own, and a sample is right when all are. */
export function qualityOfMemberships(
  probabilities: Matrix,
  labels: readonly RowLabels[],
  trainingCounts: ArrayLike<number>,
  random: Random,
): ModelQuality {
  const classCount = probabilities.columns;
  const truth = Int32Array.from(membershipsOf(labels, classCount));
  const predicted = Int32Array.from(predictedMemberships(probabilities));
  const isCorrect = labels.map((_, i) => {
    const of = (all: Int32Array) => all.subarray(i * classCount, (i + 1) * classCount);
    return of(truth).every((value, c) => value === of(predicted)[c]);
  });
  const confusions = Array.from({ length: classCount }, (_, c) => {
    const own = (all: Int32Array) => Int32Array.from(labels, (_, i) => all[i * classCount + c]!);
    return confusionCounts(own(truth), own(predicted), 2);
  });
  const outcomes = confusions.map(outcomeCounts);
  const few = fewLabels(trainingCounts);
  const perClass = classScoresOfQuestions(confusions).map((score, c) => ({
    ...score,
    labelNext: labelNextOfOne({
      trainingLabels: trainingCounts[c]!,
      few,
      support: score.support,
      missed: outcomes[c]!.falseNegatives,
      wronglySaid: outcomes[c]!.falsePositives,
    }),
  }));
  return {
    perClass,
    confusion: null,
    outcomes,
    ...calibrationOf(yesOrNo(probabilities), truth, classCount, random),
    drift: holdoutDrift(isCorrect),
    missing: missingMemberships(truth, predicted, trainingCounts),
  };
}

/** Of answers (probabilities: n × c), `perSample` in a row about the same sample. */
function calibrationOf(probabilities: Matrix, truth: Int32Array, perSample: number, random: Random) {
  const calibration = calibrationBins(probabilities, truth);
  return {
    calibration,
    calibrationError: errorOfBins(calibration),
    calibrationByChance: calibrationChance(probabilities, truth, perSample, random),
  };
}

/** Shares are of the pairs of sample and class. */
function missingMemberships(
  truth: Int32Array,
  predicted: Int32Array,
  trainingCounts: ArrayLike<number>,
): MissingCases {
  const classCount = trainingCounts.length;
  const classes = (of: Int32Array) => of.map((value, at) => (value === 1 ? at % classCount : classCount));
  // One class more stands for not having it: it is never missing.
  const counts = [...Array.from(trainingCounts), Number.POSITIVE_INFINITY];
  return missingCases(classes(truth), classes(predicted), counts);
}
