import { sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { Panel } from "@/lib/contracts/panel";
import type { Db } from "../client";
import { keepCostly } from "../keep-costly";

export interface Spent {
  readonly spent: Panel["spent"];
  /** Samples that have a label, imported ones included. */
  readonly labeled: number;
  /** Labels by label class id, those of a set for each of its classes; classes without any are absent. */
  readonly byClass: ReadonlyMap<string, number>;
}

type CountRow = { slot: Slot; label_class_id: string | null; labels: number };

/** Labels by slot and by class, from one pass over the project's labels; sets of classes take a second. */
export async function readSpent(db: Db, projectId: string): Promise<Spent> {
  const counts = await db.execute<CountRow>(sql`
    select slot, label_class_id, count(*)::int as labels
    from labels where project_id = ${projectId}
    group by slot, label_class_id`);
  const bySlot = { query: 0, explore: 0, holdout: 0, imported: 0 };
  const byClass = new Map<string, number>();
  for (const { slot, label_class_id, labels } of counts.rows) {
    bySlot[slot] += labels;
    if (label_class_id !== null) byClass.set(label_class_id, (byClass.get(label_class_id) ?? 0) + labels);
  }
  const hasSets = counts.rows.some(({ label_class_id }) => label_class_id === null);
  const labelsSpent = bySlot.query + bySlot.explore + bySlot.holdout;
  return {
    spent: { ...bySlot, labelsSpent, skipped: await countSkipped(db, projectId) },
    labeled: labelsSpent + bySlot.imported,
    byClass: hasSets ? await countClassesOfSets(db, projectId) : byClass,
  };
}

async function countClassesOfSets(db: Db, projectId: string): Promise<Map<string, number>> {
  const counts = await db.execute<{ label_class_id: string; labels: number }>(sql`
    select label_class_id, count(*)::int as labels
    from (select unnest(label_class_ids) as label_class_id from labels where project_id = ${projectId}) chosen
    group by label_class_id`);
  return new Map(counts.rows.map(({ label_class_id, labels }) => [label_class_id, labels]));
}

/**
 * Labels that people spent: one for each sample that has any, those of imported files not counted. A yes or no about one
 * class (`accept`, `reject`) spends none, as the sample is still to be labeled; a yes in a project of one class a
 * sample is its label.
 */
export async function countLabelsSpent(db: Db, projectId: string): Promise<number> {
  const counted = await db.execute<{ labels: number }>(sql`
    select count(*)::int as labels from labels where project_id = ${projectId} and slot <> 'imported'`);
  return counted.rows[0]?.labels ?? 0;
}

const recent = new WeakMap<Db, (projectId: string) => Promise<number>>();

/** The same for those who ask all the time: where counting takes long, for a moment what was counted last. */
export function countLabelsSpentOften(db: Db, projectId: string): Promise<number> {
  const count = recent.get(db) ?? keepCostly((id) => countLabelsSpent(db, id));
  recent.set(db, count);
  return count(projectId);
}

/** Samples that somebody passes over now, or has set aside, and nobody has labeled. */
async function countSkipped(db: Db, projectId: string): Promise<number> {
  const counted = await db.execute<{ skipped: number }>(sql`
    select count(distinct sample_id)::int as skipped from current_annotations c
    where project_id = ${projectId} and action <> 'label'
      and not exists (select from labels l where l.sample_id = c.sample_id)`);
  return counted.rows[0]?.skipped ?? 0;
}
