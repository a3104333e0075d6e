import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";
import { isAfterWord, isWord } from "./gold";
import { stands } from "./pool-rows";

/** One act of one person on one sample, as far as it says what they say of it. */
export type CorrectedAct = {
  readonly sample_id: string;
  readonly annotator_id: string;
  readonly id: string;
  readonly action: "label" | "skip" | "flag" | "undo";
  readonly undoes: string | null;
  /** Of a label, in the order of their ids; null of what is none. */
  readonly class_ids: string[] | null;
  /** Seconds since 1970. */
  readonly at: number;
};

/** Acts, and since when they are all there are; null where none is left out. */
export interface CorrectedActs {
  readonly acts: readonly CorrectedAct[];
  readonly since: number | null;
}

const classIds = (table: SQL) => sql`
  array(select unnest(coalesce(${table}.label_class_ids, array[${table}.label_class_id])) order by 1)`;

const secondsOf = (column: SQL) => sql`extract(epoch from ${column})::float8`;

/**
 * All that people said of the samples on which they changed something, in order for each person and sample. Nothing
 * replaces a label but an undo, the history or a search, which come last in their own index: the newest `most` of these
 * are followed up. What a lead says to settle a disagreement is left out.
 */
export async function readCorrectedActs(db: Db, projectId: string, most: number): Promise<CorrectedActs> {
  const newest = sql`
    select sample_id, annotator_id, created_at from annotations
    where project_id = ${projectId} and source = 'annotator' and (action = 'undo' or screen in ('find', 'history'))
    order by sequence desc limit ${most}`;
  const [acts, cut] = await Promise.all([
    db.execute<CorrectedAct>(sql`
      select a.sample_id, a.annotator_id, a.id, a.action, a.undoes, ${secondsOf(sql`a.created_at`)} as at,
        case when a.action = 'label' then ${classIds(sql`a`)} end as class_ids
      from (select distinct sample_id, annotator_id from (${newest}) newest) pair
      join annotations a on a.sample_id = pair.sample_id and a.annotator_id = pair.annotator_id
      where a.source = 'annotator' and a.screen <> 'review' and a.action not in ('accept', 'reject')
      order by a.sample_id, a.annotator_id, a.sequence`),
    readSince(db, newest, most),
  ]);
  return { acts: acts.rows, since: cut };
}

/** An answer, or a lead's word. */
export interface SaidAnswer {
  /** In the order of their ids. */
  readonly class_ids: readonly string[];
  /** Seconds since 1970. */
  readonly at: number;
}

/** A sample of which people said several things, or that a lead settled. */
export type OpposedSample = {
  /** The newest label of each person that stands, unless it was given after a lead's word; oldest first. */
  readonly answers: readonly SaidAnswer[];
  /** A lead's word; null where there is none. */
  readonly word: SaidAnswer | null;
};

export interface OpposedSamples {
  readonly samples: readonly OpposedSample[];
  readonly since: number | null;
}

/** Of the newest `most` samples that several people labeled those on which not all say the same. */
export async function readOpposedSamples(db: Db, projectId: string, most: number): Promise<OpposedSamples> {
  const newest = sql`
    select sample_id, sequence from labels
    where project_id = ${projectId} and annotators > 1 order by sequence desc limit ${most}`;
  const last = sql`
    select distinct on (a.sample_id, a.annotator_id) a.sample_id, a.created_at, a.sequence, ${classIds(sql`a`)} as class_ids
    from (${newest}) newest join annotations a on a.sample_id = newest.sample_id
    where a.action = 'label' and a.source = 'annotator' and a.screen <> 'review' and ${stands}
    order by a.sample_id, a.annotator_id, a.sequence desc`;
  // What follows a word is an answer to gold, or of somebody who changed their own: no word overruled it.
  const said = sql`select sample_id, created_at, sequence, class_ids from (${last}) a where not ${isAfterWord}`;
  const [samples, since] = await Promise.all([
    db.execute<OpposedSample>(sql`
      select answers, word
      from (
        select sample_id, count(distinct class_ids) as different,
          json_agg(json_build_object('class_ids', class_ids, 'at', ${secondsOf(sql`created_at`)}) order by sequence) as answers
        from (${said}) said group by sample_id) said
      left join lateral (
        select json_build_object('class_ids', ${classIds(sql`w`)}, 'at', ${secondsOf(sql`w.created_at`)}) as word
        from current_annotations w where w.sample_id = said.sample_id and ${isWord}
        order by w.sequence desc limit 1) settled on true
      where said.different > 1 or word is not null`),
    readSince(
      db,
      sql`
      select a.created_at from (${newest}) newest
      join annotations a on a.project_id = ${projectId} and a.sequence = newest.sequence`,
      most,
    ),
  ]);
  return { samples: samples.rows, since };
}

/** When the oldest of `most` rows was, in seconds since 1970; null of fewer, which are all there are. */
async function readSince(db: Db, rows: SQL, most: number): Promise<number | null> {
  const found = await db.execute<{ since: number | null; count: number }>(sql`
    select count(*)::int as count, min(${secondsOf(sql`created_at`)}) as since from (${rows}) newest`);
  const { count, since } = found.rows[0]!;
  return count < most ? null : since;
}
