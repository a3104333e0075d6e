import { sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { Db } from "../client";
import { keepCostly } from "../keep-costly";

/** Answers of one kind by how long they took: summed up by somebody, a slot or a class. */
export type ActRow = {
  by: "person" | "slot" | "class";
  annotator_id: string | null;
  is_oracle: boolean | null;
  slot: Slot | null;
  label_class_id: string | null;
  label_class_ids: string[] | null;
  is_label: boolean;
  /** Tenths of a second of each; null where it is not known. */
  tenths: number | null;
  acts: number;
  seconds: number;
  /** The sequence of the first of them. */
  began: number;
};

/** What stands of one person's answers. */
export type StandingRow = {
  annotator_id: string;
  is_oracle: boolean;
  day: string;
  labels: number;
  seconds: number;
};

export type LabelRow = {
  slot: Slot;
  label_class_id: string | null;
  label_class_ids: string[] | null;
  labels: number;
};

export interface LedgerWork {
  readonly acts: readonly ActRow[];
  readonly standing: readonly StandingRow[];
  readonly secondsByDay: readonly { day: string; seconds: number }[];
  readonly labels: readonly LabelRow[];
}

const kept = new WeakMap<Db, (key: string) => Promise<LedgerWork>>();

/** All answers of a project in sums: where it takes long to go through them, for a while those of the last time. */
export function readLedgerWork(db: Db, projectId: string, timeZone: string): Promise<LedgerWork> {
  const read = kept.get(db) ?? keepCostly((key) => sumUp(db, JSON.parse(key)));
  kept.set(db, read);
  return read(JSON.stringify({ projectId, timeZone }));
}

interface Asked {
  readonly projectId: string;
  readonly timeZone: string;
}

async function sumUp(db: Db, asked: Asked): Promise<LedgerWork> {
  const [acts, standing, secondsByDay, labels] = await Promise.all([
    readActs(db, asked),
    readStanding(db, asked),
    readDays(db, asked),
    readLabels(db, asked),
  ]);
  return { acts, standing, secondsByDay, labels };
}

/**
 * Counted by tenths of a second first: for medians of their own a million numbers would be sorted three times. Apart from
 * the days: together they would have too many groups to be hashed.
 */
async function readActs(db: Db, { projectId }: Asked): Promise<ActRow[]> {
  const found = await db.execute<ActRow>(sql`
    with counted as materialized (
      select annotator_id, source = 'oracle' as is_oracle, slot, action = 'label' as is_label,
        case when action = 'label' then label_class_id end as label_class_id, label_class_ids,
        round(seconds * 10)::int as tenths, count(*) as acts, sum(seconds) as seconds, min(sequence) as began
      from annotations
      where project_id = ${projectId} and source <> 'imported'
      group by 1, 2, 3, 4, 5, 6, 7)
    select
      case when grouping(annotator_id) = 0 then 'person' when grouping(slot) = 0 then 'slot' else 'class' end as by,
      annotator_id, is_oracle, slot, label_class_id, label_class_ids, is_label, tenths,
      sum(acts)::int as acts, coalesce(sum(seconds), 0)::float8 as seconds, min(began)::float8 as began
    from counted
    group by grouping sets (
      (is_label, tenths, annotator_id, is_oracle),
      (is_label, tenths, slot),
      (is_label, tenths, label_class_id, label_class_ids))`);
  return found.rows;
}

async function readDays(db: Db, { projectId, timeZone }: Asked): Promise<{ day: string; seconds: number }[]> {
  const found = await db.execute<{ day: string; seconds: number }>(sql`
    select day::text, seconds from (
      select (created_at at time zone ${timeZone})::date as day, coalesce(sum(seconds), 0)::float8 as seconds
      from annotations where project_id = ${projectId} and source <> 'imported'
      group by 1) by_day`);
  return found.rows;
}

async function readStanding(db: Db, { projectId, timeZone }: Asked): Promise<StandingRow[]> {
  const found = await db.execute<StandingRow>(sql`
    select annotator_id, is_oracle, day::text, labels, seconds from (
      select annotator_id, source = 'oracle' as is_oracle, (created_at at time zone ${timeZone})::date as day,
        count(*) filter (where action = 'label')::int as labels, coalesce(sum(seconds), 0)::float8 as seconds
      from current_annotations
      where project_id = ${projectId} and source <> 'imported'
      group by 1, 2, 3) by_day`);
  return found.rows;
}

/** The label of each sample, those that came with a file among them. */
async function readLabels(db: Db, { projectId }: Asked): Promise<LabelRow[]> {
  const found = await db.execute<LabelRow>(sql`
    select slot, label_class_id, label_class_ids, count(*)::int as labels
    from labels where project_id = ${projectId}
    group by 1, 2, 3`);
  return found.rows;
}
