import { sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { Db } from "../client";
import { isWord } from "./gold";
import { stands } from "./pool-rows";
import { workParts } from "./work-parts";

/** Answers, or others, that took so long. */
export type EffortRow = {
  is_label: boolean;
  /** Tenths of a second of each; null where it is not known. */
  tenths: number | null;
  /** All that were given. */
  acts: number;
  seconds: number;
};

export type PersonRow = EffortRow & {
  annotator_id: string;
  is_oracle: boolean;
  /** The sequence of the first of them. */
  began: number;
  /** How many stand, and the time of these. */
  standing: number;
  standing_seconds: number;
};

export type SlotRow = EffortRow & { slot: Slot };

export type ClassRow = EffortRow & { label_class_id: string | null; label_class_ids: string[] | null };

export type DayRow = { day: string; labels: number; seconds: number };

export type LabelRow = {
  slot: Slot;
  label_class_id: string | null;
  label_class_ids: string[] | null;
  labels: number;
};

export interface LedgerWork {
  readonly people: readonly PersonRow[];
  readonly slots: readonly SlotRow[];
  readonly classes: readonly ClassRow[];
  /** Labels that stand, by when they were given. */
  readonly days: readonly DayRow[];
  readonly labels: readonly LabelRow[];
  /** One row: the time of labels that a lead's own word says again, so that it stands, too. */
  readonly repeated: readonly { readonly seconds: number }[];
}

/** All answers of a project in sums, which are of one instant and add up to the same. */
export function readLedgerWork(db: Db, projectId: string, timeZone: string): Promise<LedgerWork> {
  return db.transaction(
    async (tx) => ({
      people: await readPeople(tx, projectId),
      slots: await readSlots(tx, projectId),
      classes: await readClasses(tx, projectId),
      days: await readDays(tx, projectId, timeZone),
      labels: await readLabels(tx, projectId),
      repeated: await readRepeated(tx, projectId),
    }),
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

const effort = sql.raw(
  `is_label, tenths, sum(given)::int as acts, (sum(given_ms) / 1000.0)::float8 as seconds`,
);

async function readPeople(db: Db, projectId: string): Promise<PersonRow[]> {
  const found = await db.execute<PersonRow>(sql`
    select annotator_id, is_oracle, ${effort}, min(began)::float8 as began, sum(standing)::int as standing,
      (sum(standing_ms) / 1000.0)::float8 as standing_seconds
    from ${workParts(projectId, "person")} parts
    group by annotator_id, is_oracle, is_label, tenths`);
  return found.rows;
}

async function readSlots(db: Db, projectId: string): Promise<SlotRow[]> {
  const found = await db.execute<SlotRow>(sql`
    select slot, ${effort} from ${workParts(projectId, "slot")} parts group by slot, is_label, tenths`);
  return found.rows;
}

async function readClasses(db: Db, projectId: string): Promise<ClassRow[]> {
  const found = await db.execute<ClassRow>(sql`
    select label_class_id, label_class_ids, ${effort} from ${workParts(projectId, "class")} parts
    group by label_class_id, label_class_ids, is_label, tenths`);
  return found.rows;
}

async function readDays(db: Db, projectId: string, timeZone: string): Promise<DayRow[]> {
  const found = await db.execute<DayRow>(sql`
    select day::text, labels, seconds from (
      select (to_timestamp(quarter * 900::bigint) at time zone ${timeZone})::date as day,
        coalesce(sum(standing) filter (where is_label), 0)::int as labels,
        (sum(given_ms) / 1000.0)::float8 as seconds
      from ${workParts(projectId, "quarter")} parts
      group by 1) by_day`);
  return found.rows;
}

/** The label of each sample, those that came with a file among them. */
export async function readLabels(db: Db, projectId: string): Promise<LabelRow[]> {
  const found = await db.execute<LabelRow>(sql`
    select slot, label_class_id, label_class_ids, sum(standing)::int as labels
    from ${workParts(projectId, "label")} parts
    group by slot, label_class_id, label_class_ids having sum(standing) <> 0`);
  return found.rows;
}

async function readRepeated(db: Db, projectId: string): Promise<{ seconds: number }[]> {
  const found = await db.execute<{ seconds: number }>(sql`
    select coalesce(sum(round(a.seconds * 1000)), 0)::float8 / 1000 as seconds
    from current_annotations w join annotations a on a.sample_id = w.sample_id and a.annotator_id = w.annotator_id
      and a.sequence < w.sequence and a.action = 'label' and a.source <> 'imported'
      and a.label_class_id is not distinct from w.label_class_id
      and a.label_class_ids is not distinct from w.label_class_ids
    where w.project_id = ${projectId} and w.source <> 'imported' and ${isWord} and ${stands}`);
  return found.rows;
}
