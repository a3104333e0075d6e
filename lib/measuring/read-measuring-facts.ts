import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import { measurements, modelVersions, rounds } from "@/db/schema/rounds";
import type { MeasuredRandom } from "@/lib/contracts/measurements";
import { type Encoding, newestFinished } from "@/lib/encodings/newest-encoding";
import { ONE_VS_REST } from "@/lib/learning/multi-label-round";
import type { PartialLabel } from "@/lib/learning/partial-label";
import { activeClassIds, type ProjectLabels, readLabels } from "@/lib/rounds/read-labels";
import { readPartialLabels } from "@/lib/rounds/read-partial-labels";
import type { Project } from "@/lib/rounds/read-round-facts";
import { tellingModels } from "./telling-models";

/** A model whose predictions for the holdout are stored. */
export interface CurveModel {
  readonly id: string;
  readonly labelsSpent: number;
  readonly predictionsBlob: string;
  readonly modelBlob: string | null;
  readonly encodingId: string;
  /** The highest annotation sequence that the round which trained it saw. */
  readonly seenSequence: number;
}

/** What a model takes the whole pool for. */
export interface StoredSummary {
  readonly labelsSpent: number;
  readonly blob: string;
}

/**
 * What is known of a project between two rounds, read at one instant. Labels for training, and answers about single
 * classes, are those that the newest model was trained on; the holdout's are all that there are.
 */
export interface MeasuringFacts extends ProjectLabels {
  /** Answers about single classes, as rounds are told them. */
  readonly partialLabels: readonly PartialLabel[];
  readonly project: Project;
  readonly encoding: Encoding;
  /** Of today's classes, in ascending order of labels, the last being the newest model. */
  readonly models: readonly CurveModel[];
  /** Of those models that still have theirs, oldest first. */
  readonly summaries: readonly StoredSummary[];
  /** Null before random labeling was measured; the labels are those spent when its model was trained. */
  readonly random: { readonly labelsSpent: number; readonly result: MeasuredRandom } | null;
}

/** Null when the project is gone, or there is nothing to measure yet. */
export async function readMeasuringFacts(db: Db, projectId: string): Promise<MeasuringFacts | null> {
  return db.transaction(
    async (tx) => {
      const [project] = await tx.select().from(projects).where(eq(projects.id, projectId));
      const encoding = await newestFinished(tx, projectId);
      if (!project || !encoding) return null;
      const labelClassIds = await activeClassIds(tx, projectId);
      const found = await readCurveModels(tx, project, labelClassIds);
      const newest = found.models.at(-1);
      if (!newest) return null;
      const { rowCount } = encoding;
      const { seenSequence } = newest;
      return {
        project,
        encoding,
        ...(await readLabels(tx, projectId, rowCount, seenSequence)),
        partialLabels: await readPartialLabels(tx, project, rowCount, labelClassIds, seenSequence),
        ...found,
        random: await readRandom(tx, projectId, labelClassIds),
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Models of other classes, or of one class a sample where there may be several, are no points of the same curve. */
async function readCurveModels(
  db: Db,
  { id, task }: Project,
  labelClassIds: readonly string[],
): Promise<Pick<MeasuringFacts, "models" | "summaries">> {
  const found = await db
    .select({
      id: modelVersions.id,
      labelsSpent: modelVersions.labelsSpent,
      predictionsBlob: modelVersions.holdoutPredictionsBlob,
      modelBlob: modelVersions.modelBlob,
      poolSummaryBlob: modelVersions.poolSummaryBlob,
      encodingId: modelVersions.encodingId,
      seenSequence: rounds.seenSequence,
    })
    .from(modelVersions)
    .innerJoin(rounds, eq(rounds.id, modelVersions.roundId))
    .where(
      and(
        eq(modelVersions.projectId, id),
        isNotNull(modelVersions.holdoutPredictionsBlob),
        eq(modelVersions.labelClassIds, [...labelClassIds]),
        sql`(${modelVersions.learner} = ${ONE_VS_REST}) = ${task === "multi"}`,
      ),
    )
    .orderBy(asc(modelVersions.number));
  return {
    models: tellingModels(found.map((model) => ({ ...model, predictionsBlob: model.predictionsBlob! }))),
    summaries: found.flatMap(({ labelsSpent, poolSummaryBlob: blob }) =>
      blob === null ? [] : [{ labelsSpent, blob }],
    ),
  };
}

/** One of other classes answers another question. */
async function readRandom(
  db: Db,
  projectId: string,
  labelClassIds: readonly string[],
): Promise<MeasuringFacts["random"]> {
  const [found] = await db
    .select({ labelsSpent: measurements.labelsSpent, result: measurements.result })
    .from(measurements)
    .innerJoin(modelVersions, eq(modelVersions.id, measurements.modelVersionId))
    .where(
      and(
        eq(measurements.projectId, projectId),
        eq(measurements.kind, "random"),
        eq(modelVersions.labelClassIds, [...labelClassIds]),
      ),
    );
  if (found?.result.kind !== "random") return null;
  return { labelsSpent: found.labelsSpent, result: found.result };
}
