import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { labelClasses, projects } from "@/db/schema/projects";
import { UNLEASED } from "@/lib/labeling/provenance";
import { ACTIVE_TESTING } from "@/lib/learning/active-testing/draw-likely-mistakes";
import { RANDOM } from "@/lib/learning/choose-queue";
import type { RowLabel } from "@/lib/learning/round";
import type { RowLabels } from "@/lib/learning/strategies/multi-label/multi-label-strategy";

/** Labels that may be trained on, and those of the holdout, in the order they were given. */
export interface SplitLabels<Label> {
  readonly trainingLabels: readonly Label[];
  /** Those of them that were drawn at random: the random arm's. */
  readonly exploredLabels: readonly Label[];
  /** Those of them that came with a file. */
  readonly importedLabels: readonly Label[];
  /** Those that were drawn at random. */
  readonly holdoutLabels: readonly Label[];
  /** Those of the holdout that active testing drew, in the order of its draws. */
  readonly activeLabels: readonly DrawnLabel<Label>[];
}

export interface DrawnLabel<Label> {
  readonly label: Label;
  /** With which it was drawn among those that were left, and how many these were, itself among them. */
  readonly propensity: number;
  readonly left: number;
}

/** One class a row; none where a sample may have several classes. */
export interface ProjectLabels extends SplitLabels<RowLabel> {
  /** Active label classes, in the order of the model's outputs. */
  readonly labelClassIds: readonly string[];
  /** The labels where a sample may have several classes; null elsewhere. */
  readonly sets: SplitLabels<RowLabels> | null;
  /** Labels given by annotators, whatever their slot; imported ones are not spent. */
  readonly labelsSpent: number;
}

interface LabelRow extends Record<string, unknown> {
  row: number;
  /** The answer where a sample has one class. */
  label_class_id: string | null;
  /** The answer where it may have several. */
  label_class_ids: string[] | null;
  slot: string;
  /** Of the annotation that it is of; PostgreSQL's bigint comes as text. */
  sequence: string;
  /** How a sample of the holdout was drawn; null for others, and where nobody can say. */
  drawn_by: string | null;
  propensity: number | null;
  /** Where it stood among the draws: later generations later, higher scores sooner. */
  generation: number | null;
  score: number | null;
}

/**
 * The resolved labels of rows 0..rowCount-1, those of the holdout apart. With `seenSequence` those for training are the
 * ones that a model which had seen annotations up to there was trained on. A sample of the holdout was drawn as the first
 * answer that stands says, of those that can: an answer after the lease had run out and somebody else had the sample
 * cannot. Where none can, the label measures nothing, and is not trained on either.
 */
export async function readLabels(
  db: Db,
  projectId: string,
  rowCount: number,
  seenSequence = Number.POSITIVE_INFINITY,
): Promise<ProjectLabels> {
  const labelClassIds = await activeClassIds(db, projectId);
  const isMulti = await mayHaveSeveral(db, projectId);
  const rows = await readLabelRows(db, sql`l.project_id = ${projectId}`);
  const labelsSpent = rows.filter(({ slot }) => slot !== "imported").length;
  const labels = rows.filter(({ row, slot, sequence }) => {
    return row < rowCount && (slot === "holdout" || Number(sequence) <= seenSequence);
  });
  const sets = isMulti ? splitSlots(labels, setOf(labelClassIds)) : null;
  const single = splitSlots(sets ? [] : labels, classOf(labelClassIds));
  return { labelClassIds, sets, ...single, labelsSpent };
}

/**
 * Of `readLabels` what measures a model where a sample may have several classes, without reading the labels that it is
 * trained on; null where a sample has one.
 */
export async function readHoldoutSets(
  db: Db,
  projectId: string,
): Promise<(Pick<ProjectLabels, "labelClassIds"> & { readonly holdoutLabels: readonly RowLabels[] }) | null> {
  if (!(await mayHaveSeveral(db, projectId))) return null;
  const labelClassIds = await activeClassIds(db, projectId);
  const rows = await readLabelRows(db, sql`l.project_id = ${projectId} and l.slot = 'holdout'`);
  return { labelClassIds, holdoutLabels: splitSlots(rows, setOf(labelClassIds)).holdoutLabels };
}

async function mayHaveSeveral(db: Db, projectId: string): Promise<boolean> {
  const [project] = await db.select({ task: projects.task }).from(projects).where(eq(projects.id, projectId));
  return project?.task === "multi";
}

/** In the order they were given. */
async function readLabelRows(db: Db, wanted: SQL): Promise<LabelRow[]> {
  const { rows } = await db.execute<LabelRow>(sql`
    select s.row, l.label_class_id, l.label_class_ids, l.slot, l.sequence, drawn.strategy as drawn_by,
      drawn.propensity, drawn.generation, drawn.score
    from labels l join samples s on s.id = l.sample_id
    left join lateral (
      select a.strategy, a.propensity, a.generation, a.score
      from current_annotations c join annotations a on a.id = c.annotation_id
      where l.slot = 'holdout' and c.sample_id = l.sample_id and a.slot = 'holdout' and a.strategy <> ${UNLEASED}
      order by a.sequence limit 1) drawn on true
    where ${wanted}
    order by l.sequence`);
  return rows;
}

/** Active label classes, in the order of the model's outputs. */
export async function activeClassIds(db: Db, projectId: string): Promise<string[]> {
  const active = await db
    .select({ id: labelClasses.id })
    .from(labelClasses)
    .where(and(eq(labelClasses.projectId, projectId), isNull(labelClasses.archivedAt)))
    .orderBy(asc(labelClasses.position));
  return active.map(({ id }) => id);
}

/**
 * Labels of archived classes take no part. With a single class left there is nothing to learn, and a model that always
 * says it would look perfect.
 */
function classOf(labelClassIds: readonly string[]): (label: LabelRow) => RowLabel | null {
  const indexOf = new Map(labelClassIds.map((id, index) => [id, index]));
  return ({ row, label_class_id }) => {
    const classIndex = label_class_id === null ? undefined : indexOf.get(label_class_id);
    return classIndex === undefined || labelClassIds.length < 2 ? null : { row, classIndex };
  };
}

/** What is left of a set without its archived classes is true of the others. A label that came with a file is a set of one. */
function setOf(labelClassIds: readonly string[]): (label: LabelRow) => RowLabels | null {
  const indexOf = new Map(labelClassIds.map((id, index) => [id, index]));
  return ({ row, label_class_id, label_class_ids }) => {
    const ids = label_class_ids ?? (label_class_id === null ? [] : [label_class_id]);
    const classes = ids.flatMap((id) => indexOf.get(id) ?? []).sort((a, b) => a - b);
    return labelClassIds.length === 0 ? null : { row, classes };
  };
}

function splitSlots<Label>(
  rows: readonly LabelRow[],
  labelOf: (label: LabelRow) => Label | null,
): SplitLabels<Label> {
  const trainingLabels: Label[] = [];
  const exploredLabels: Label[] = [];
  const importedLabels: Label[] = [];
  const holdoutLabels: Label[] = [];
  const drawn: (DrawnLabel<Label> & Pick<LabelRow, "generation" | "score">)[] = [];
  for (const row of rows) {
    const label = labelOf(row);
    if (label === null) continue;
    if (row.slot !== "holdout") trainingLabels.push(label);
    else if (row.drawn_by === RANDOM) holdoutLabels.push(label);
    // The score of such a draw is how many were left (`chooseQueue`).
    else if (row.drawn_by === ACTIVE_TESTING)
      drawn.push({ ...row, label, propensity: row.propensity!, left: row.score! });
    if (row.slot === "explore") exploredLabels.push(label);
    if (row.slot === "imported") importedLabels.push(label);
  }
  const inOrder = drawn.sort((a, b) => a.generation! - b.generation! || b.score! - a.score!);
  const activeLabels = inOrder.map(({ label, propensity, left }) => ({ label, propensity, left }));
  return { trainingLabels, exploredLabels, importedLabels, holdoutLabels, activeLabels };
}
