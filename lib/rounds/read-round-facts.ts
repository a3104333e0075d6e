import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { currentAnnotations, resolvedLabels } from "@/db/queries/current-annotations";
import { samples } from "@/db/schema/labeling";
import { encodings, labelClasses, projects } from "@/db/schema/projects";
import type { RoundInput, RowLabel } from "@/lib/learning/round";
import { type ModelVersion, readEarlierModels } from "./read-earlier-models";
import { readPool } from "./read-pool";

export type Project = typeof projects.$inferSelect;
export type Encoding = typeof encodings.$inferSelect;

/** All that a round must know of its project, read at one instant. */
export interface RoundFacts {
  readonly project: Project;
  /** The newest finished encoding; null while there is none. */
  readonly encoding: Encoding | null;
  /** Recent models of these classes, newest first. */
  readonly recentModels: readonly ModelVersion[];
  /** The newest of them that read embeddings of the same encoder: where the next one starts. */
  readonly previousModel: ModelVersion | null;
  /** Active label classes, in the order of the model's outputs. */
  readonly labelClassIds: readonly string[];
  readonly trainingLabels: readonly RowLabel[];
  readonly holdoutLabels: readonly RowLabel[];
  /** Rows that can be chosen from: those of the encoding, or of the whole pool while there is none. */
  readonly poolRows: number;
  readonly candidates: Int32Array;
  readonly holdoutReserve: Int32Array;
  readonly holdoutAwaited: Int32Array;
  /** How many samples each slot has had so far, labeled or leased. */
  readonly served: RoundInput["served"];
  readonly seenSequence: number;
  /** Labels given by annotators, whatever their slot; imported ones are not spent. */
  readonly labelsSpent: number;
  /** When the label that caused the round was acknowledged; null when none is new. */
  readonly causedAt: Date | null;
}

interface LabelRow extends Record<string, unknown> {
  row: number;
  label_class_id: string;
  slot: string;
}

/** Null when the project is gone. `seenBefore` is the sequence up to which the last round had seen. */
export async function readRoundFacts(
  db: Db,
  projectId: string,
  seenBefore: number,
): Promise<RoundFacts | null> {
  return db.transaction(
    async (tx) => {
      const [project] = await tx.select().from(projects).where(eq(projects.id, projectId));
      if (!project) return null;
      const encoding = await newestEncoding(tx, projectId);
      const labelClassIds = await activeClassIds(tx, projectId);
      const labels = splitLabels(await readLabels(tx, projectId), labelClassIds, encoding?.rowCount ?? 0);
      const poolRows = encoding?.rowCount ?? (await tx.$count(samples, eq(samples.projectId, projectId)));
      return {
        project,
        encoding,
        ...(await readEarlierModels(tx, projectId, encoding, labelClassIds)),
        labelClassIds,
        ...labels,
        poolRows,
        ...(await readPool(tx, project, poolRows, labels)),
        served: await readServed(tx, projectId),
        ...(await readCause(tx, project, seenBefore)),
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function newestEncoding(db: Db, projectId: string): Promise<Encoding | null> {
  const [encoding] = await db
    .select()
    .from(encodings)
    .where(and(eq(encodings.projectId, projectId), eq(encodings.state, "done")))
    .orderBy(desc(encodings.startedAt))
    .limit(1);
  return encoding ?? null;
}

async function activeClassIds(db: Db, projectId: string): Promise<string[]> {
  const active = await db
    .select({ id: labelClasses.id })
    .from(labelClasses)
    .where(and(eq(labelClasses.projectId, projectId), isNull(labelClasses.archivedAt)))
    .orderBy(asc(labelClasses.position));
  return active.map(({ id }) => id);
}

async function readLabels(db: Db, projectId: string): Promise<LabelRow[]> {
  const found = await db.execute<LabelRow>(sql`
    select s.row, l.label_class_id, l.slot
    from (${resolvedLabels(projectId)}) l
    join samples s on s.id = l.sample_id
    order by l.sequence`);
  return found.rows;
}

/**
 * Labels of archived classes, and of rows that have no embedding yet, take no part. With a single class left
 * there is nothing to learn, and a model that always says it would look perfect.
 */
function splitLabels(labels: readonly LabelRow[], labelClassIds: readonly string[], rowCount: number) {
  const labelsSpent = labels.filter((label) => label.slot !== "imported").length;
  if (labelClassIds.length < 2) return { trainingLabels: [], holdoutLabels: [], labelsSpent };
  const indexOf = new Map(labelClassIds.map((id, index) => [id, index]));
  const trainingLabels: RowLabel[] = [];
  const holdoutLabels: RowLabel[] = [];
  for (const { row, label_class_id, slot } of labels) {
    const classIndex = indexOf.get(label_class_id);
    if (classIndex === undefined || row >= rowCount) continue;
    (slot === "holdout" ? holdoutLabels : trainingLabels).push({ row, classIndex });
  }
  return { trainingLabels, holdoutLabels, labelsSpent };
}

/** Skips count, too: a slot whose sample was skipped had its turn, and imported labels had none. */
async function readServed(db: Db, projectId: string): Promise<RoundInput["served"]> {
  const found = await db.execute<{ slot: keyof RoundInput["served"]; count: number }>(sql`
    select slot, count(*)::int as count
    from (
      select sample_id, slot from (${currentAnnotations(projectId)}) current where slot <> 'imported'
      union
      select sample_id, slot from leases where project_id = ${projectId} and expires_at > now()
    ) handed_out
    group by slot`);
  return {
    query: 0,
    explore: 0,
    holdout: 0,
    ...Object.fromEntries(found.rows.map(({ slot, count }) => [slot, count])),
  };
}

/**
 * The label that made the round due: the one that filled `labelsPerRound`, or the newest when time ran out
 * first.
 */
async function readCause(db: Db, project: Project, seenBefore: number) {
  const found = await db.execute<{ newest: string; caused_at: string | null }>(sql`
    select
      (select coalesce(max(sequence), 0) from annotations where project_id = ${project.id}) as newest,
      (select max(created_at) from (
        select created_at from annotations
        where project_id = ${project.id} and sequence > ${seenBefore} and source <> 'imported'
        order by sequence limit ${project.labelsPerRound}) due)::text as caused_at`);
  const { newest, caused_at } = found.rows[0]!;
  return { seenSequence: Number(newest), causedAt: caused_at === null ? null : new Date(caused_at) };
}
