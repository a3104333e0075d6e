import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { currentAnnotations, resolvedLabels } from "@/db/queries/current-annotations";
import { samples } from "@/db/schema/labeling";
import { encodings, labelClasses, projects } from "@/db/schema/projects";
import { modelVersions } from "@/db/schema/rounds";
import { holdoutOrder, isHoldout } from "@/lib/learning/evaluation/holdout";
import type { RoundInput, RowLabel } from "@/lib/learning/round";

export type Project = typeof projects.$inferSelect;
export type Encoding = typeof encodings.$inferSelect;
export type ModelVersion = typeof modelVersions.$inferSelect;

/** So many of the newest models are evaluated again in each round, on the holdout labels known by then. */
const comparedModels = 60;

/** All that a round must know of its project, read at one instant. */
export interface RoundFacts {
  readonly project: Project;
  /** The newest finished encoding; null while there is none. */
  readonly encoding: Encoding | null;
  /** Recent models of this encoding and these classes, newest first. */
  readonly recentModels: readonly ModelVersion[];
  /** Active label classes, in the order of the model's outputs. */
  readonly labelClassIds: readonly string[];
  readonly trainingLabels: readonly RowLabel[];
  readonly holdoutLabels: readonly RowLabel[];
  /** Rows that can be chosen from: those of the encoding, or of the whole pool while there is none. */
  readonly poolRows: number;
  readonly candidates: Int32Array;
  readonly holdoutReserve: Int32Array;
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
      const labels = await readLabels(tx, projectId);
      const poolRows = encoding?.rowCount ?? (await tx.$count(samples, eq(samples.projectId, projectId)));
      return {
        project,
        encoding,
        recentModels: encoding ? await readRecentModels(tx, encoding, labelClassIds) : [],
        labelClassIds,
        ...splitLabels(labels, labelClassIds, encoding?.rowCount ?? 0),
        poolRows,
        ...(await readPool(tx, project, poolRows)),
        served: await readServed(tx, projectId),
        labelsSpent: labels.filter((label) => label.slot !== "imported").length,
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

/** Models of other embeddings or other classes cannot be compared, nor started from. */
async function readRecentModels(
  db: Db,
  encoding: Encoding,
  labelClassIds: readonly string[],
): Promise<ModelVersion[]> {
  const newest = await db
    .select()
    .from(modelVersions)
    .where(and(eq(modelVersions.projectId, encoding.projectId), eq(modelVersions.encodingId, encoding.id)))
    .orderBy(desc(modelVersions.number))
    .limit(comparedModels);
  return newest.filter((model) => model.labelClassIds.join() === labelClassIds.join());
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
  if (labelClassIds.length < 2) return { trainingLabels: [], holdoutLabels: [] };
  const indexOf = new Map(labelClassIds.map((id, index) => [id, index]));
  const trainingLabels: RowLabel[] = [];
  const holdoutLabels: RowLabel[] = [];
  for (const { row, label_class_id, slot } of labels) {
    const classIndex = indexOf.get(label_class_id);
    if (classIndex === undefined || row >= rowCount) continue;
    (slot === "holdout" ? holdoutLabels : trainingLabels).push({ row, classIndex });
  }
  return { trainingLabels, holdoutLabels };
}

/**
 * Rows nobody has labeled, skipped or holds now: those reserved for the holdout in its order, the others as
 * candidates. Rows have no gaps, so only the touched ones are read: the cost follows the labels, not the pool.
 */
async function readPool(db: Db, project: Project, poolRows: number) {
  const touched = await db.execute<{ row: number }>(sql`
    select s.row
    from (
      select sample_id from (${currentAnnotations(project.id)}) current
      union
      select sample_id from leases where project_id = ${project.id} and expires_at > now()
    ) taken
    join samples s on s.id = taken.sample_id`);
  const taken = new Uint8Array(poolRows);
  for (const { row } of touched.rows) if (row < poolRows) taken[row] = 1;

  const candidates: number[] = [];
  const reserve: { row: number; order: number }[] = [];
  for (let row = 0; row < poolRows; row++) {
    if (taken[row]) continue;
    if (isHoldout(project.seed, row, project.holdoutShare)) {
      reserve.push({ row, order: holdoutOrder(project.seed, row) });
    } else {
      candidates.push(row);
    }
  }
  reserve.sort((a, b) => a.order - b.order);
  return {
    candidates: Int32Array.from(candidates),
    holdoutReserve: Int32Array.from(reserve, ({ row }) => row),
  };
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
