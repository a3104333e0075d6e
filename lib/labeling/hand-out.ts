import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { isAnswerable, isGold, isWord } from "@/db/queries/gold";
import { isDecided } from "@/db/queries/requested-samples";
import { alongLeaseEnd, leaseEnd } from "./lease-time";
import { provenanceColumns, replacedLease } from "./provenance";
import { hasEnoughOpinions } from "./second-opinions";

/** What is asked of the samples: for any answer, or whether they are of one class. */
export interface Asked {
  readonly projectId: string;
  readonly annotatorId: string;
  readonly labelClassId: string | null;
  /** Whether they are taken along for work without a connection. */
  readonly along: boolean;
  /** Whether "no" says what the sample is instead, as with two classes. */
  readonly noIsAnAnswer: boolean;
}

export interface HandedOut {
  readonly sampleId: number;
  /** Its place in the queue, among the candidates of the class, or among what was requested. */
  readonly rank: number;
}

/** Two annotators who ask at the same instant may want the same samples; the later one looks again. */
const mostAttempts = 3;

/** Leases the first `count` free entries of the live queue generation; fewer when it has no more. */
export function handOutOfQueue(db: Db, asked: Asked, count: number): Promise<HandedOut[]> {
  // Of a sample that is only told about one of its classes, or what it is not, nothing can be measured.
  const slots = asked.labelClassId === null || asked.noIsAnAnswer ? sql`` : sql`and e.slot <> 'holdout'`;
  return handOut(db, asked, count, (limit) => {
    return sql`
      select e.sample_id, e.rank, ${provenanceColumns} from queue_entries e
      where e.project_id = ${asked.projectId}
        and e.generation = (select generation from queues where project_id = ${asked.projectId})
        and ${isOpen(asked)} ${slots}
      order by e.rank limit ${limit} for update of e skip locked`;
  });
}

/** Leases the first `count` free samples that the model believes to be of the class; fewer when there are no more. */
export function handOutOfCandidates(db: Db, asked: Asked, count: number): Promise<HandedOut[]> {
  return handOut(db, asked, count, (limit) => {
    return sql`
      select e.sample_id, e.rank, 'query' as slot, 'binary' as strategy, e.probability as score,
        1::float8 as propensity, e.model_version_id, e.generation, null::uuid[] as suggested_class_ids,
        null::real[] as suggested_probabilities, false as suggestion_planted
      from class_candidates e
      where e.project_id = ${asked.projectId} and e.label_class_id = ${asked.labelClassId}
        and ${isOpen(asked)}
      order by e.rank limit ${limit} for update of e skip locked`;
  });
}

/** Leases the first `count` free samples that a lead asked for; none of the holdout reserve was accepted. */
export async function handOutOfRequested(db: Db, asked: Asked, count: number): Promise<HandedOut[]> {
  await dropDecided(db, asked.projectId);
  return handOut(db, asked, count, (limit) => {
    return sql`
      select e.sample_id, e.position::float8 as rank, 'query' as slot, 'requested' as strategy, 0::real as score,
        1::float8 as propensity, null::uuid as model_version_id,
        coalesce((select generation from queues where project_id = ${asked.projectId}), 0) as generation,
        null::uuid[] as suggested_class_ids, null::real[] as suggested_probabilities, false as suggestion_planted
      from requested_samples e
      where e.project_id = ${asked.projectId} and ${isOpen(asked)} and not ${isDecided(sql`e.sample_id`)}
      order by e.position limit ${limit} for update of e skip locked`;
  });
}

/**
 * Leases up to `count` labeled samples that a second person is to label, the asker not being the first: for the reason for
 * which the first one had them, so that they count as before, and without a suggestion, which the first may not have seen.
 */
export async function handOutOfSecondOpinions(db: Db, asked: Asked, count: number): Promise<HandedOut[]> {
  if (asked.labelClassId !== null) return [];
  await dropAnswered(db, asked.projectId);
  return handOut(db, asked, count, (limit) => {
    return sql`
      select e.sample_id, e.position::float8 as rank, first.slot, first.strategy, first.score, first.propensity,
        first.model_version_id, first.generation, null::uuid[] as suggested_class_ids,
        null::real[] as suggested_probabilities, false as suggestion_planted
      from second_opinions e
      join labels l on l.sample_id = e.sample_id and l.annotators = 1
      join annotations first on first.project_id = e.project_id and first.sequence = l.sequence
      where e.project_id = ${asked.projectId} and not ${isGold(sql`e.sample_id`)} and ${isNewTo(asked)}
      order by e.position limit ${limit} for update of e skip locked`;
  });
}

/**
 * Leases up to `count` samples whose answer a lead has given and the asker has not: for the reason for which the lead had
 * them, so that they count as before, and without a suggestion. Everybody meets them in another order.
 */
export async function handOutOfGold(db: Db, asked: Asked, count: number): Promise<HandedOut[]> {
  if (asked.labelClassId !== null) return [];
  return handOut(db, asked, count, (limit) => {
    return sql`
      select e.sample_id, e.place as rank, word.slot, word.strategy, word.score, word.propensity,
        word.model_version_id, word.generation, null::uuid[] as suggested_class_ids,
        null::real[] as suggested_probabilities, false as suggestion_planted
      from (
        select newest.*, hashtextextended(${asked.annotatorId}, sample_id)::float8 as place from (
          select distinct on (w.sample_id) w.sample_id, w.annotation_id from current_annotations w
          where w.project_id = ${asked.projectId} and ${isWord}
          order by w.sample_id, w.sequence desc) newest
        order by place offset 0) e
      join annotations word on word.id = e.annotation_id
      where ${isNewTo(asked)}
        and ${isAnswerable(sql`coalesce(word.label_class_ids, array[word.label_class_id])`)}
      order by e.place limit ${limit}`;
  });
}

/** Nobody holds the sample, and the annotator neither labeled, skipped nor flagged it. */
function isNewTo({ annotatorId }: Asked): SQL {
  return sql`
    not exists (select from leases h where h.sample_id = e.sample_id and h.expires_at > now() offset 0)
    and not exists (
      select from current_annotations c
      where c.sample_id = e.sample_id and c.annotator_id = ${annotatorId} offset 0)`;
}

async function dropAnswered(db: Db, projectId: string): Promise<void> {
  await db.execute(sql`
    delete from second_opinions using (
      select e.sample_id from (
        select sample_id from second_opinions where project_id = ${projectId}
        order by position limit ${droppedAtOnce}) front
      join second_opinions e on e.sample_id = front.sample_id
      where ${hasEnoughOpinions(sql`e.sample_id`)}
      for update of e skip locked) answered
    where second_opinions.sample_id = answered.sample_id`);
}

/** As many are looked at before a hand-out: those at the front are the ones that were decided about. */
const droppedAtOnce = 100;

/** What somebody labeled, skipped or flagged waits no more. Rows that somebody hands out or drops at this moment are left to them. */
async function dropDecided(db: Db, projectId: string): Promise<void> {
  await db.execute(sql`
    delete from requested_samples using (
      select r.sample_id from requested_samples r
      where r.project_id = ${projectId}
        and r.position <= (
          select max(position) from (
            select position from requested_samples
            where project_id = ${projectId} order by position limit ${droppedAtOnce}) front)
        and ${isDecided(sql`r.sample_id`)}
      for update of r skip locked) decided
    where requested_samples.project_id = ${projectId} and requested_samples.sample_id = decided.sample_id`);
}

/**
 * Nobody holds or labeled the sample, and the annotator neither skipped nor flagged it; nobody was asked whether it is
 * of the class.
 *
 * `offset 0` makes PostgreSQL look each entry up by index, in order, until it has enough. Without it, it joins the
 * whole queue with every annotation there is: 60 ms instead of 1 ms with 50,000 labels.
 */
function isOpen({ annotatorId, labelClassId }: Asked): SQL {
  const answered =
    labelClassId === null
      ? sql``
      : sql`or (a.action in ('accept', 'reject') and a.label_class_id = ${labelClassId})`;
  return sql`
    not exists (select from leases l where l.sample_id = e.sample_id and l.expires_at > now() offset 0)
    and not exists (
      select from annotations a
      where a.sample_id = e.sample_id
        and (a.action = 'label' or (a.action in ('skip', 'flag') and a.annotator_id = ${annotatorId}) ${answered})
        and not exists (select from annotations u where u.undoes = a.id offset 0)
      offset 0)`;
}

async function handOut(
  db: Db,
  asked: Asked,
  count: number,
  free: (limit: number) => SQL,
): Promise<HandedOut[]> {
  const taken: HandedOut[] = [];
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const wanted = count - taken.length;
    if (wanted <= 0) break;
    const { entries, tried } = await leaseFree(db, asked, free(wanted));
    taken.push(...entries);
    if (tried < wanted) break;
  }
  return taken;
}

/**
 * One statement: the first free entries, locked so that others skip them, become leases. The primary key of
 * `leases` has the last word: a sample leased since this statement began is left to its holder. Leases are
 * inserted in the order of sample ids, so that no two statements wait for each other.
 */
async function leaseFree(
  db: Db,
  { projectId, annotatorId, along }: Asked,
  free: SQL,
): Promise<{ entries: HandedOut[]; tried: number }> {
  const tried = await db.execute<{ sample_id: string | null; rank: number }>(sql`
    with free as (${free}
    ), taken as (
      insert into leases (sample_id, project_id, annotator_id, leased_at, expires_at, ${provenanceColumns})
      select sample_id, ${projectId}, ${annotatorId}, now(), ${along ? alongLeaseEnd : leaseEnd}, ${provenanceColumns}
      from free order by sample_id
      on conflict (sample_id) do update set ${replacedLease}
        where leases.expires_at <= now()
      returning sample_id
    )
    select taken.sample_id, free.rank from free left join taken using (sample_id) order by free.rank`);
  const entries = tried.rows.flatMap(({ sample_id, rank }) =>
    sample_id === null ? [] : [{ sampleId: Number(sample_id), rank }],
  );
  return { entries, tried: tried.rows.length };
}
