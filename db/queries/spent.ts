import { sql } from "drizzle-orm";
import type { Panel } from "@/lib/contracts/panel";
import type { Db } from "../client";
import { readLabels } from "./ledger-work";
import { countSpent, workParts } from "./work-parts";

export interface Spent {
  readonly spent: Panel["spent"];
  /** Samples that have a label, imported ones included. */
  readonly labeled: number;
  /** Labels by label class id, those of a set for each of its classes; classes without any are absent. */
  readonly byClass: ReadonlyMap<string, number>;
}

/** Labels by slot and by class. */
export async function readSpent(db: Db, projectId: string): Promise<Spent> {
  const bySlot = { query: 0, explore: 0, holdout: 0, imported: 0 };
  const byClass = new Map<string, number>();
  for (const { slot, label_class_id, label_class_ids, labels } of await readLabels(db, projectId)) {
    bySlot[slot] += labels;
    for (const id of label_class_ids ?? [label_class_id!]) byClass.set(id, (byClass.get(id) ?? 0) + labels);
  }
  const labelsSpent = bySlot.query + bySlot.explore + bySlot.holdout;
  return {
    spent: { ...bySlot, labelsSpent, skipped: await countSkipped(db, projectId) },
    labeled: labelsSpent + bySlot.imported,
    byClass,
  };
}

/** Labels that people spent (`countSpent`). */
export async function countLabelsSpent(db: Db, projectId: string): Promise<number> {
  const counted = await db.execute<{ labels: number }>(sql`select ${countSpent(projectId)} as labels`);
  return counted.rows[0]!.labels;
}

export interface SpentOfPool {
  /** As `countLabelsSpent`. */
  readonly labelsSpent: number;
  /** Samples of the pool whose labels did not come with a file: what there is to spend labels on. */
  readonly ownSamples: number;
}

/** What was spent, and on what, from one look at the sums. */
export async function countSpentOfPool(db: Db, projectId: string): Promise<SpentOfPool> {
  const counted = await db.execute<{ spent: number; imported: number; samples: number }>(sql`
    select
      coalesce(sum(standing) filter (where slot <> 'imported'), 0)::int as spent,
      coalesce(sum(standing) filter (where slot = 'imported'), 0)::int as imported,
      (select coalesce(max(row) + 1, 0)::int from samples where project_id = ${projectId}) as samples
    from ${workParts(projectId, "label")} parts`);
  const { spent, imported, samples } = counted.rows[0]!;
  return { labelsSpent: spent, ownSamples: samples - imported };
}

/** Samples that somebody passes over now, or has set aside, and nobody has labeled. */
async function countSkipped(db: Db, projectId: string): Promise<number> {
  const counted = await db.execute<{ skipped: number }>(sql`
    select count(distinct sample_id)::int as skipped from current_annotations c
    where project_id = ${projectId} and action <> 'label'
      and not exists (select from labels l where l.sample_id = c.sample_id)`);
  return counted.rows[0]?.skipped ?? 0;
}
