import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { measurements, type modelVersions, rounds } from "@/db/schema/rounds";
import type { MeasuredOutlook, MeasuredRandom } from "@/lib/contracts/measurements";
import { findingOf } from "@/lib/learning/diagnosis/finding";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { type ModelQuality, qualityOf } from "@/lib/learning/outlook/model-quality";
import { createRandom } from "@/lib/learning/random";
import { arrangeEncoding, arrangeModel } from "./arrange-model";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "./arrange-project";

type RandomFigures = Pick<MeasuredRandom, "trainingAccuracy" | "crossValidatedAccuracy" | "spread">;

interface QualityOptions {
  readonly classNames: string[];
  /** Holdout samples by true (rows) and predicted class. */
  readonly confusion: readonly (readonly number[])[];
  /** Training labels of each class. */
  readonly trainingCounts: readonly number[];
  readonly random?: RandomFigures;
}

interface Guess {
  readonly labeled: number;
  readonly predicted: number;
}

/** A project whose newest model was measured and found to be as the confusion matrix says. */
export async function arrangeQuality(db: Db, options: QualityOptions): Promise<ArrangedProject> {
  const { classNames, trainingCounts, random } = options;
  const guesses = guessesOf(options.confusion);
  const texts = guesses.map(
    ({ labeled, predicted }, row) => `${classNames[labeled]} as ${classNames[predicted]}, number ${row}`,
  );
  const project = await arrangeProject(db, texts, { classNames });
  const slot = "holdout" as const;
  await arrangeLabels(
    db,
    project,
    guesses.map(({ labeled }, row) => ({ row, classIndex: labeled, slot })),
  );
  const classCount = classNames.length;
  const data = Float32Array.from(guesses.flatMap((guess) => probabilitiesOf(guess, classCount)));
  const truth = Int32Array.from(guesses, ({ labeled }) => labeled);
  const probabilities = { rows: guesses.length, columns: classCount, data };
  await storeMeasured(db, project, {
    quality: qualityOf(probabilities, truth, [...trainingCounts], createRandom(1)),
    right: guesses.filter(({ labeled, predicted }) => labeled === predicted).length,
    holdoutCount: guesses.length,
    trainingCounts,
    random,
    guesses: {
      rows: guesses.map((_, row) => row),
      classes: guesses.map(({ predicted }) => predicted),
      probabilities: guesses.map(() => sure),
    },
  });
  return project;
}

function guessesOf(confusion: QualityOptions["confusion"]): Guess[] {
  return confusion.flatMap((row, labeled) =>
    row.flatMap((count, predicted) => Array.from({ length: count }, () => ({ labeled, predicted }))),
  );
}

export interface Measured {
  readonly quality: ModelQuality;
  /** Of the holdout. */
  readonly right: number;
  readonly holdoutCount: number;
  readonly trainingCounts: readonly number[];
  readonly random?: RandomFigures;
  readonly guesses: MeasuredOutlook["guesses"];
  /** What else the model has. */
  readonly model?: Partial<typeof modelVersions.$inferInsert>;
}

/** A model, and what was measured of it. */
export async function storeMeasured(db: Db, project: ArrangedProject, measured: Measured): Promise<void> {
  const { projectId, labelClassIds } = project;
  const { random } = measured;
  const modelVersionId = await arrangeMeasuredModel(db, project, measured);
  const common = { projectId, modelVersionId, labelsSpent: 100, seconds: 1 };
  await db
    .insert(measurements)
    .values([
      { ...common, kind: "outlook", result: outlookOf(measured, labelClassIds) },
      ...(random ? [{ ...common, kind: "random" as const, result: randomOf(random) }] : []),
    ]);
}

/** Of which the round has seen all labels, so that the worker trains no other meanwhile. */
async function arrangeMeasuredModel(
  db: Db,
  { projectId, labelClassIds }: ArrangedProject,
  { right: correct, holdoutCount, model: values }: Measured,
): Promise<string> {
  const encodingId = await arrangeEncoding(db, projectId);
  const model = { projectId, encodingId, labelClassIds, correct, holdoutCount, values };
  const id = await arrangeModel(db, { number: 1, ...model });
  await db
    .update(rounds)
    .set({ seenSequence: sql`(select max(sequence) from annotations)` })
    .where(eq(rounds.projectId, projectId));
  return id;
}

const none = { accuracy: null, macroF1: null, logLoss: null };
const sure = 0.8;

function outlookOf(measured: Measured, labelClassIds: string[]): MeasuredOutlook {
  const { right, holdoutCount, trainingCounts, random, guesses } = measured;
  const { confusion, missing, ...quality } = measured.quality;
  const classCount = labelClassIds.length;
  const holdoutAccuracy = { value: right / holdoutCount, ...wilsonInterval(right, holdoutCount) };
  const evidence = { holdoutCount, holdoutAccuracy, drift: quality.drift, missing };
  const asRows = (counts: Int32Array) =>
    labelClassIds.map((_, c) => Array.from(counts.subarray(c * classCount, (c + 1) * classCount)));
  return {
    ...quality,
    kind: "outlook",
    ...{
      metric: "accuracy",
      target: null,
      curve: [],
      slope: none,
      path: { accuracy: [], macroF1: [], logLoss: [] },
    },
    ...{ needed: null, nextHundred: null, stability: null, advice: "goOn", labelsForAskedWidth: null },
    perClass: quality.perClass.map((score, c) => ({ ...score, trainingLabels: trainingCounts[c]! })),
    confusion: confusion && asRows(confusion),
    ...{ labelClassIds, holdoutCount, holdoutAccuracy, neverSeen: missing.neverSeen, guesses },
    finding: findingOf({
      ...evidence,
      trainingAccuracy: random?.trainingAccuracy ?? null,
      crossValidatedAccuracy: null,
      spread: random?.spread ?? null,
    }),
  };
}

function probabilitiesOf({ predicted }: Guess, classCount: number): number[] {
  return Array.from({ length: classCount }, (_, c) =>
    c === predicted ? sure : (1 - sure) / (classCount - 1),
  );
}

function randomOf(random: RandomFigures): MeasuredRandom {
  const saved = { kind: "tooEarly", holdoutNeeded: null } as const;
  return {
    kind: "random",
    points: [],
    saved: { accuracy: saved, macroF1: saved, logLoss: saved },
    ...random,
  };
}
