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

/** Acts, and since when these are all that there are; null where none is left out. */
export interface CorrectedActs {
  readonly acts: readonly CorrectedAct[];
  readonly since: number | null;
}

const classIds = (table: SQL) => sql`
  array(select unnest(coalesce(${table}.label_class_ids, array[${table}.label_class_id])) order by 1)`;

const secondsOf = (column: SQL) => sql`extract(epoch from ${column})::float8`;

/** Where at most `changes` are looked at, the newest so many answers may be looked through for them. */
const lookedThrough = 4;

type Correction = { readonly sample_id: string; readonly annotator_id: string; readonly at: number };

/**
 * All that people said of the samples on which they changed something, in order for each person and sample. Nothing
 * replaces a label but an undo, the history or a search, which come last in their own index: the newest `most` of these
 * are followed up. What a search found for the first time changed nothing, and there may be many of these. What a lead says
 * to settle a disagreement is left out.
 */
export async function readCorrectedActs(db: Db, projectId: string, most: number): Promise<CorrectedActs> {
  const { corrections, since } = await readCorrections(db, projectId, most);
  const column = (of: (correction: Correction) => string, type: string) =>
    sql`${sql.param(corrections.map(of))}::${sql.raw(type)}[]`;
  const acts = await db.execute<CorrectedAct>(sql`
    select a.sample_id, a.annotator_id, a.id, a.action, a.undoes, ${secondsOf(sql`a.created_at`)} as at,
      case when a.action = 'label' then ${classIds(sql`a`)} end as class_ids
    from (select distinct sample_id, annotator_id
      from unnest(${column(({ sample_id }) => sample_id, "bigint")},
        ${column(({ annotator_id }) => annotator_id, "text")}) corrected (sample_id, annotator_id)) pair
    join annotations a on a.sample_id = pair.sample_id and a.annotator_id = pair.annotator_id
    where a.source = 'annotator' and a.screen <> 'review' and a.action not in ('accept', 'reject')
    order by a.sample_id, a.annotator_id, a.sequence`);
  return { acts: acts.rows, since };
}

/** The newest, and since when they are all there are. */
async function readCorrections(db: Db, projectId: string, most: number) {
  // One more of each tells whether there are any that are left out.
  const looked = lookedThrough * most;
  const found = await db.execute<Correction & { place: number }>(sql`
    select a.sample_id, a.annotator_id, ${secondsOf(sql`a.created_at`)} as at, place::int
    from (
      select *, row_number() over (order by sequence desc) as place from (
        select sample_id, annotator_id, screen, action, sequence, created_at from annotations
        where project_id = ${projectId} and source = 'annotator' and (action = 'undo' or screen in ('find', 'history'))
        order by sequence desc limit ${looked + 1}) newest) a
    where a.place > ${looked} or a.action = 'undo' or a.screen <> 'find' or exists (
      select from annotations before
      where before.sample_id = a.sample_id and before.annotator_id = a.annotator_id and before.sequence < a.sequence
        and before.action = 'label' and before.source = 'annotator' offset 0)
    order by a.sequence desc limit ${most + 1}`);
  const oldest = found.rows.at(-1);
  // The first that was not looked at: what follows it was.
  if (oldest && oldest.place > looked) return { corrections: found.rows.slice(0, -1), since: oldest.at };
  const corrections = found.rows.slice(0, most);
  return { corrections, since: found.rows.length > most ? corrections.at(-1)!.at : null };
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
  // One more tells whether there are any that are left out.
  const newest = await db.execute<{ sample_id: string; sequence: string }>(sql`
    select sample_id, sequence from labels
    where project_id = ${projectId} and annotators > 1 order by sequence desc limit ${most + 1}`);
  const sampleIds = newest.rows.slice(0, most).map(({ sample_id }) => sample_id);
  const last = sql`
    select distinct on (a.sample_id, a.annotator_id) a.sample_id, a.created_at, a.sequence, ${classIds(sql`a`)} as class_ids
    from unnest(${sql.param(sampleIds)}::bigint[]) newest (sample_id) join annotations a on a.sample_id = newest.sample_id
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
    newest.rows.length > most ? readTime(db, projectId, newest.rows[most - 1]!.sequence) : null,
  ]);
  return { samples: samples.rows, since };
}

/** When an annotation was made, in seconds since 1970. */
async function readTime(db: Db, projectId: string, sequence: string): Promise<number> {
  const found = await db.execute<{ at: number }>(sql`
    select ${secondsOf(sql`created_at`)} as at from annotations
    where project_id = ${projectId} and sequence = ${sequence}`);
  return found.rows[0]!.at;
}
