import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import { measurements, modelVersions, rounds } from "@/db/schema/rounds";
import type { MeasuredOutlook, MeasuredRandom } from "@/lib/contracts/measurements";
import { findingOf } from "@/lib/learning/diagnosis/finding";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { qualityOf } from "@/lib/learning/outlook/model-quality";
import { arrangeEncoding, arrangeModel } from "./arrange-model";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "./arrange-project";

interface QualityOptions {
  readonly classNames: string[];
  /** Holdout samples by true (rows) and predicted class. */
  readonly confusion: readonly (readonly number[])[];
  /** Training labels of each class. */
  readonly trainingCounts: readonly number[];
  readonly random?: Pick<MeasuredRandom, "trainingAccuracy" | "crossValidatedAccuracy" | "spread">;
  readonly task?: "single" | "multi";
}

interface Guess {
  readonly labeled: number;
  readonly predicted: number;
}

/** A project whose newest model was measured and found to be as the confusion matrix says. */
export async function arrangeQuality(db: Db, options: QualityOptions): Promise<ArrangedProject> {
  const { classNames, random, task = "single" } = options;
  const guesses = guessesOf(options.confusion);
  const texts = guesses.map(
    ({ labeled, predicted }, row) => `${classNames[labeled]} as ${classNames[predicted]}, number ${row}`,
  );
  const project = await arrangeProject(db, texts, { classNames });
  const { projectId, labelClassIds } = project;
  await db.update(projects).set({ task }).where(eq(projects.id, projectId));
  const slot = "holdout" as const;
  await arrangeLabels(
    db,
    project,
    guesses.map(({ labeled }, row) => ({ row, classIndex: labeled, slot })),
  );
  const modelVersionId = await arrangeMeasuredModel(db, project, guesses, task);
  const outlook = outlookOf(options, guesses, labelClassIds);
  await db.insert(measurements).values([
    { projectId, kind: "outlook", modelVersionId, labelsSpent: 100, result: outlook, seconds: 1 },
    ...(random
      ? [
          {
            projectId,
            kind: "random" as const,
            modelVersionId,
            labelsSpent: 100,
            result: randomOf(random),
            seconds: 1,
          },
        ]
      : []),
  ]);
  return project;
}

function guessesOf(confusion: QualityOptions["confusion"]): Guess[] {
  return confusion.flatMap((row, labeled) =>
    row.flatMap((count, predicted) => Array.from({ length: count }, () => ({ labeled, predicted }))),
  );
}

/** Of which the round has seen all labels, so that the worker trains no other meanwhile. */
async function arrangeMeasuredModel(
  db: Db,
  { projectId, labelClassIds }: ArrangedProject,
  guesses: readonly Guess[],
  task: "single" | "multi",
): Promise<string> {
  const encodingId = await arrangeEncoding(db, projectId);
  const correct = guesses.filter(({ labeled, predicted }) => labeled === predicted).length;
  const model = { projectId, encodingId, labelClassIds, correct, holdoutCount: guesses.length };
  const learner = task === "multi" ? "one-vs-rest" : "mix";
  await arrangeModel(db, { number: 1, ...model, values: { learner } });
  await db
    .update(rounds)
    .set({ seenSequence: sql`(select max(sequence) from annotations)` })
    .where(eq(rounds.projectId, projectId));
  const [found] = await db.select().from(modelVersions).where(eq(modelVersions.projectId, projectId));
  return found!.id;
}

const none = { accuracy: null, macroF1: null, logLoss: null };
const sure = 0.8;

function outlookOf(
  options: QualityOptions,
  guesses: readonly Guess[],
  labelClassIds: string[],
): MeasuredOutlook {
  const { trainingCounts, random, task } = options;
  const classCount = labelClassIds.length;
  const rows = guesses.map((_, row) => row);
  const probabilities = {
    rows: guesses.length,
    columns: classCount,
    data: Float32Array.from(rows.flatMap((row) => probabilitiesOf(guesses[row]!, classCount))),
  };
  const truth = Int32Array.from(guesses, ({ labeled }) => labeled);
  const { confusion, missing, ...quality } = qualityOf(probabilities, truth, [...trainingCounts]);
  const right = guesses.filter(({ labeled, predicted }) => labeled === predicted).length;
  const holdoutAccuracy = { value: right / guesses.length, ...wilsonInterval(right, guesses.length) };
  const evidence = { holdoutCount: guesses.length, holdoutAccuracy, drift: quality.drift, missing };
  const isMulti = task === "multi";
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
    confusion: isMulti ? null : asRows(confusion!),
    ...{ labelClassIds, holdoutCount: guesses.length, holdoutAccuracy, neverSeen: missing.neverSeen },
    finding: findingOf({
      ...evidence,
      trainingAccuracy: random?.trainingAccuracy ?? null,
      crossValidatedAccuracy: null,
      spread: random?.spread ?? null,
    }),
    guesses: {
      rows: isMulti ? [] : rows,
      classes: isMulti ? [] : guesses.map(({ predicted }) => predicted),
      probabilities: isMulti ? [] : guesses.map(() => sure),
    },
  };
}

function probabilitiesOf({ predicted }: Guess, classCount: number): number[] {
  return Array.from({ length: classCount }, (_, c) =>
    c === predicted ? sure : (1 - sure) / (classCount - 1),
  );
}

function randomOf(random: NonNullable<QualityOptions["random"]>): MeasuredRandom {
  const saved = { kind: "tooEarly", holdoutNeeded: null } as const;
  return {
    kind: "random",
    points: [],
    saved: { accuracy: saved, macroF1: saved, logLoss: saved },
    ...random,
  };
}
