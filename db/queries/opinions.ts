import { inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";
import { users } from "../schema/accounts";
import { isAfterWord, isGold, isWord } from "./gold";
import { stands } from "./pool-rows";

export type OpinionsProject = {
  readonly task: "single" | "multi";
  readonly second_opinion_share: number;
  /** Samples that wait for a second person. */
  readonly waiting: number;
  readonly gold_share: number;
  /** Samples on which a lead's word stands. */
  readonly gold_samples: number;
};

/** Null when there is no such project. */
export async function readOpinionsProject(db: Db, projectId: string): Promise<OpinionsProject | null> {
  const found = await db.execute<OpinionsProject>(sql`
    select task, second_opinion_share, (
      select count(*)::int from second_opinions o join labels l on l.sample_id = o.sample_id and l.annotators = 1
      where o.project_id = projects.id and not ${isGold(sql`o.sample_id`)}) as waiting,
      gold_share, (
      select count(distinct w.sample_id)::int from current_annotations w
      where w.project_id = projects.id and ${isWord}) as gold_samples
    from projects where id = ${projectId}`);
  return found.rows[0] ?? null;
}

/**
 * What each person said of the samples that several labeled: their newest answer before a lead said what they are. The lead's
 * word is none of a person who did not know the others', and what is answered after it is of samples that the lead chose.
 */
function opinions(projectId: string): SQL {
  return sql`
    select distinct on (a.sample_id, a.annotator_id) a.sample_id, a.annotator_id, a.sequence,
      coalesce(a.label_class_ids, array[a.label_class_id]) as class_ids
    from labels l join annotations a on a.sample_id = l.sample_id
    where l.project_id = ${projectId} and l.annotators > 1 and a.action = 'label' and a.source = 'annotator'
      and a.screen <> 'review' and ${stands} and not ${isAfterWord}
    order by a.sample_id, a.annotator_id, a.sequence desc`;
}

/** Who said what of a sample: the ids of the classes of each, one where a sample has one class. */
export interface Said {
  readonly annotators: readonly string[];
  readonly answers: readonly (readonly string[])[];
}

/** Samples of which the same people said the same. */
export interface SaidAlike extends Said {
  /** A lead's word on them; null where there is none. */
  readonly settled: readonly string[] | null;
  readonly samples: number;
}

/** A lead's word on the sample of this id. */
const settledBy = (sampleId: SQL) => sql`
  select to_json(coalesce(w.label_class_ids, array[w.label_class_id])) from current_annotations w
  where w.sample_id = ${sampleId} and ${isWord}
  order by w.sequence desc limit 1`;

/** All that was said of samples that several people labeled, counted. */
export async function readSaid(db: Db, projectId: string): Promise<SaidAlike[]> {
  // As text the answers can be grouped by.
  type Row = { annotators: string[]; answers: string; settled: string | null; samples: number };
  const found = await db.execute<Row>(sql`
    select annotators, answers, settled, count(*)::int as samples from (
      select array_agg(annotator_id order by annotator_id) as annotators,
        json_agg(class_ids order by annotator_id)::text as answers,
        (${settledBy(sql`said.sample_id`)})::text as settled
      from (${opinions(projectId)}) said group by sample_id having count(*) > 1) of_sample
    group by annotators, answers, settled
    order by annotators, answers, settled`);
  return found.rows.map(({ annotators, answers, settled, samples }) => ({
    annotators,
    answers: JSON.parse(answers) as string[][],
    settled: settled === null ? null : (JSON.parse(settled) as string[]),
    samples,
  }));
}

export interface DisputedSample extends Said {
  readonly sampleId: number;
  readonly excerpt: string | null;
  readonly hasImage: boolean;
}

type DisputedRow = Said & { sample_id: string; excerpt: string | null; has_image: boolean };

/** Samples on which no answer has a majority and a lead said nothing, the newest first; of a text the first `characters`. */
export async function readDisputed(
  db: Db,
  projectId: string,
  { limit, characters }: { readonly limit: number; readonly characters: number },
): Promise<DisputedSample[]> {
  const found = await db.execute<DisputedRow & Record<string, unknown>>(sql`
    with disputed as (
      select sample_id, array_agg(annotator_id order by annotator_id) as annotators,
        json_agg(class_ids order by annotator_id) as answers, max(sequence) as newest
      from (${opinions(projectId)}) said group by sample_id
      having count(*) > 1 and 2 * ${mostAlike} <= count(*))
    select d.sample_id, left(p.text, ${characters}) as excerpt, p.image_blob is not null as has_image, d.annotators, d.answers
    from disputed d join sample_payloads p on p.sample_id = d.sample_id
    where (${settledBy(sql`d.sample_id`)}) is null
    order by d.newest desc limit ${limit}`);
  return found.rows.map(({ sample_id, excerpt, has_image, annotators, answers }) => {
    return { sampleId: Number(sample_id), excerpt, hasImage: has_image, annotators, answers };
  });
}

/** How many of a sample's people gave the answer that most of them gave. */
const mostAlike = sql`(
  select max(votes) from (
    select count(*) as votes from unnest(array_agg(array(select unnest(class_ids) order by 1)::text)) as said_set
    group by said_set) counted)`;

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Median of active seconds of their newest 100 labels, and of the 100 before; null without any. */
  readonly recent: number | null;
  readonly earlier: number | null;
}

/** Labels whose pace is told: the newest so many, and as many before them. */
const paceOf = 100;

/** Who labeled, in the order in which they began. */
export async function readPeople(db: Db, projectId: string): Promise<Person[]> {
  const found = await db.execute<{ id: string; recent: number | null; earlier: number | null }>(sql`
    with recursive person (id) as (
      (select annotator_id from annotations where project_id = ${projectId} and source = 'annotator'
        order by annotator_id limit 1)
      union all
      select (select a.annotator_id from annotations a
        where a.project_id = ${projectId} and a.source = 'annotator' and a.annotator_id > person.id
        order by a.annotator_id limit 1)
      from person where person.id is not null)
    select person.id, pace.recent, pace.earlier from person
    cross join lateral (
      select min(sequence) as began from annotations
      where project_id = ${projectId} and annotator_id = person.id and source = 'annotator') first
    cross join lateral (
      select percentile_cont(0.5) within group (order by seconds) filter (where place <= ${paceOf}) as recent,
        percentile_cont(0.5) within group (order by seconds) filter (where place > ${paceOf}) as earlier
      from (
        select seconds, row_number() over () as place from (
          select seconds from annotations
          where project_id = ${projectId} and annotator_id = person.id and source = 'annotator'
            and action = 'label' and screen in ('single', 'binary')
          order by sequence desc limit ${2 * paceOf}) newest) placed) pace
    where person.id is not null order by first.began`);
  const ids = found.rows.map(({ id }) => id);
  const named = ids.length === 0 ? [] : await db.select().from(users).where(inArray(users.id, ids));
  const nameOf = new Map(named.map(({ id, name }) => [id, name]));
  return found.rows.map((row) => ({ ...row, name: nameOf.get(row.id) ?? "" }));
}
