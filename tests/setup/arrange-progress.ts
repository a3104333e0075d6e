import type { Db } from "@/db/client";
import { measurements } from "@/db/schema/rounds";
import type { MeasuredActive, MeasuredOutlook, MeasuredRandom } from "@/lib/contracts/measurements";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { arrangeEncoding, arrangeModel } from "./arrange-model";

interface ArrangedProgress {
  readonly projectId: string;
  readonly labelClassIds: string[];
  readonly holdoutCount: number;
  /** Numbers of labels at which models were published. */
  readonly labels: readonly number[];
  /** Active seconds a label. */
  readonly pace?: number;
  readonly outlook?: Partial<MeasuredOutlook>;
  readonly active?: MeasuredActive["told"];
  readonly random?: Partial<MeasuredRandom>;
}

/** What a model reaches that learned from so many labels. */
export const accuracyAt = (labels: number) => 0.9 - 1.6 * (labels + 8) ** -0.55;

const around = (value: number, reach: number) => ({ value, low: value - reach, high: value + reach });
const byMetric = <Value>(accuracy: Value, macroF1: Value, logLoss: Value) => ({ accuracy, macroF1, logLoss });
const scoresAt = (accuracy: number, reach: number) =>
  byMetric(around(accuracy, reach), around(accuracy - 0.03, reach), around(1.1 - accuracy, reach));
const none = { kind: "tooEarly", holdoutNeeded: null } as const;

/** Models along a curve, with what a worker finds out about them after the last, as far as it is given. */
export async function arrangeProgress(db: Db, arranged: ArrangedProgress): Promise<void> {
  const { projectId, labelClassIds, holdoutCount, labels, pace, outlook, active, random } = arranged;
  const encodingId = await arrangeEncoding(db, projectId);
  const curve: { modelVersionId: string; labelsSpent: number; scores: ReturnType<typeof scoresAt> }[] = [];
  for (const [i, labelsSpent] of labels.entries()) {
    const correct = Math.round(accuracyAt(labelsSpent) * holdoutCount);
    const values = {
      ...{ labelsSpent, trainingLabels: Math.round(labelsSpent * 0.75), learner: i < 3 ? "graph" : "mix" },
      activeSeconds: pace === undefined ? null : labelsSpent * pace,
    };
    const model = { projectId, labelClassIds, encodingId, number: i + 1, correct, holdoutCount, values };
    const modelVersionId = await arrangeModel(db, model);
    const { low, high } = wilsonInterval(correct, holdoutCount);
    curve.push({ modelVersionId, labelsSpent, scores: scoresAt(correct / holdoutCount, (high - low) / 2) });
  }
  const last = curve.at(-1)!;
  const head = { projectId, modelVersionId: last.modelVersionId, labelsSpent: last.labelsSpent, seconds: 1 };
  if (outlook) {
    const result = { ...emptyOutlook(labelClassIds, holdoutCount, curve), ...outlook };
    await db.insert(measurements).values({ ...head, kind: "outlook", result });
  }
  if (active) {
    const result: MeasuredActive = { kind: "active", told: active };
    await db.insert(measurements).values({ ...head, kind: "active", result });
  }
  if (random) {
    const result: MeasuredRandom = {
      kind: "random",
      points: labels.map((labelsSpent) => ({
        labelsSpent: labelsSpent * 0.98,
        trainingLabels: Math.round(labelsSpent * 0.75),
        scores: scoresAt(accuracyAt(labelsSpent / 2.5), 0.04),
      })),
      saved: byMetric(none, none, none),
      trainingAccuracy: 0.99,
      crossValidatedAccuracy: null,
      spread: null,
      ...random,
    };
    await db.insert(measurements).values({ ...head, kind: "random", result });
  }
}

function emptyOutlook(
  labelClassIds: string[],
  holdoutCount: number,
  curve: MeasuredOutlook["curve"],
): MeasuredOutlook {
  const { accuracy } = curve.at(-1)!.scores;
  return {
    kind: "outlook",
    ...{ metric: "accuracy", target: null, curve, labelClassIds, holdoutCount },
    slope: byMetric(null, null, null),
    path: byMetric([], [], []),
    ...{ needed: null, nextHundred: null, stability: null, advice: "cannotTell", labelsForAskedWidth: null },
    ...{ perClass: [], confusion: null, calibration: [], calibrationError: 0.05, drift: null, neverSeen: [] },
    holdoutAccuracy: { value: accuracy.value, low: accuracy.low ?? 0, high: accuracy.high ?? 1 },
    ...{ finding: "cannotTell", guesses: { rows: [], classes: [], probabilities: [] } },
  };
}

/** Where the curve goes on after so many labels. */
export function pathFrom(labelsSpent: number): MeasuredOutlook["path"] {
  const path = Array.from({ length: 14 }, (_, i) => {
    const at = labelsSpent * 20 ** (i / 30);
    return { at, reach: 0.004 + 0.00012 * (at - labelsSpent) };
  });
  const scores = (of: "accuracy" | "macroF1" | "logLoss") =>
    path.map(({ at, reach }) => ({ labelsSpent: at, score: scoresAt(accuracyAt(at), reach)[of] }));
  return byMetric(scores("accuracy"), scores("macroF1"), scores("logLoss"));
}

export { around, byMetric };
