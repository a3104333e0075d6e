import type { Db } from "@/db/client";
import { readMeasurements } from "@/db/queries/measurements";
import { mostHoldoutSamples, readGlimpses } from "@/db/queries/quality";
import type { HoldoutSample, Outcome } from "../contracts/quality";
import { type HoldoutPredictions, predictedLabels } from "../learning/evaluation/holdout-predictions";
import { predictedMemberships } from "../learning/evaluation/multi-label";
import { outcomeOf } from "../learning/evaluation/outcomes";
import { matrix } from "../learning/matrix";
import type { RowLabels } from "../learning/strategies/multi-label/multi-label-strategy";
import { readHoldoutPredictions } from "../rounds/holdout-predictions-blob";
import { readHoldoutSets } from "../rounds/read-labels";
import type { BlobStore } from "../storage/blob-store";

interface Stores {
  readonly db: Db;
  readonly blobs: BlobStore;
}

interface Asked {
  readonly labelClassId: string;
  readonly outcome: Outcome;
}

/**
 * Samples of the holdout whose class the measured model found, missed or wrongly said, by their labels of today: of those
 * labels that precision and recall are measured on, and no others. What the model is surest about comes first. None where a
 * sample has one class.
 */
export async function readOutcomeSamples(
  { db, blobs }: Stores,
  projectId: string,
  { labelClassId, outcome }: Asked,
): Promise<HoldoutSample[]> {
  const { outlook, labels } = await readMeasured(db, projectId);
  const classIndex = labels?.labelClassIds.indexOf(labelClassId) ?? -1;
  if (!labels || !outlook?.predictionsBlob || classIndex < 0) return [];
  const { labelClassIds, holdoutLabels } = labels;
  const predictions = await readHoldoutPredictions(blobs, outlook.predictionsBlob);
  const sure = surest(havingOutcome(predictions, holdoutLabels, classIndex, outcome), outcome);
  const glimpses = await readGlimpses(
    db,
    projectId,
    sure.map(({ row }) => row),
  );
  const glimpseAt = new Map(glimpses.map(({ row, ...glimpse }) => [row, glimpse]));
  return sure.flatMap(({ row, classes, probability }) => {
    const glimpse = glimpseAt.get(row);
    return glimpse ? [{ ...glimpse, probability, labelClassIds: classes.map((c) => labelClassIds[c]!) }] : [];
  });
}

/** At one instant: a measurement is read only while its classes are those of the labels. */
function readMeasured(db: Db, projectId: string) {
  return db.transaction(
    async (tx) => {
      const { outlook } = await readMeasurements(tx, projectId);
      return { outlook, labels: await readHoldoutSets(tx, projectId) };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

interface Guess extends RowLabels {
  /** Of the class that was asked about. */
  readonly probability: number;
}

function havingOutcome(
  predictions: HoldoutPredictions,
  labels: readonly RowLabels[],
  classIndex: number,
  outcome: Outcome,
): Guess[] {
  const { known, probabilities } = predictedLabels(predictions, labels);
  const { rows, columns, data } = probabilities;
  const own = matrix(
    rows,
    1,
    Float32Array.from(known, (_, i) => data[i * columns + classIndex]!),
  );
  const predicted = predictedMemberships(own);
  return known.flatMap((label, i) => {
    const truth = label.classes.includes(classIndex) ? 1 : 0;
    if (outcomeOf(truth, predicted[i]!) !== outcome) return [];
    return [{ ...label, probability: own.data[i]! }];
  });
}

/** A model is the surer that a sample lacks a class the less probable it is. */
function surest(guesses: readonly Guess[], outcome: Outcome): Guess[] {
  const sign = outcome === "falseNegative" ? 1 : -1;
  return guesses
    .toSorted((a, b) => sign * (a.probability - b.probability) || a.row - b.row)
    .slice(0, mostHoldoutSamples);
}
