import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { readLeasedSamples } from "@/db/queries/leased-samples";
import type { TakeLeases, TakenLeases } from "../contracts/labeling";
import { askForRoundWhenLow } from "./ask-for-round";
import { hasEnoughClasses, whyClassesAreMissing, whyNothingIsLeft } from "./empty-reason";
import { leaseEnd } from "./lease-time";
import { provenanceColumns, replacedLease } from "./provenance";

export interface TakeLeasesInput extends TakeLeases {
  readonly projectId: string;
  readonly annotatorId: string;
}

/** Two annotators who ask at the same instant may want the same samples; the later one looks again. */
const mostAttempts = 3;

/**
 * Renews what the annotator holds and hands out the best samples of the live queue generation up to
 * `count`. Nobody gets a sample that somebody else holds, that has a label, or that they skipped.
 */
export async function takeLeases(db: Db, input: TakeLeasesInput): Promise<TakenLeases> {
  const { projectId, annotatorId } = input;
  if (!(await hasEnoughClasses(db, projectId))) {
    return { samples: [], renewed: [], empty: await whyClassesAreMissing(db, projectId) };
  }
  const renewed = await renewLeases(db, input);
  const taken: { sampleId: number; rank: number }[] = [];
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const wanted = input.count - renewed.length - taken.length;
    if (wanted <= 0) break;
    const { entries, tried } = await handOut(db, input, wanted);
    taken.push(...entries);
    if (tried < wanted) break;
  }
  const held = renewed.length + taken.length;
  if (held === 0) return { samples: [], renewed, empty: await whyNothingIsLeft(db, projectId) };
  const lastRank = taken.at(-1)?.rank ?? null;
  await askForRoundWhenLow(db, { projectId, lastRank, wasShort: held < input.count });
  const sampleIds = taken.map(({ sampleId }) => sampleId);
  const samples = await readLeasedSamples(db, { projectId, annotatorId, sampleIds });
  return { samples, renewed, empty: null };
}

async function renewLeases(db: Db, input: TakeLeasesInput): Promise<TakenLeases["renewed"]> {
  if (input.holding.length === 0) return [];
  const renewed = await db.execute<{ sample_id: string; expires_at: string }>(sql`
    update leases set expires_at = ${leaseEnd}
    where project_id = ${input.projectId} and annotator_id = ${input.annotatorId}
      and sample_id = any(${sql.param(input.holding)}::bigint[])
    returning sample_id, expires_at`);
  return renewed.rows.map((row) => ({
    sampleId: Number(row.sample_id),
    expiresAt: new Date(row.expires_at).toISOString(),
  }));
}

/**
 * One statement: the first free entries of the live generation, locked so that others skip them, become
 * leases. The primary key of `leases` has the last word: a sample leased since this statement began is left
 * to its holder. Leases are inserted in the order of sample ids, so that no two statements wait for each other.
 */
async function handOut(
  db: Db,
  { projectId, annotatorId }: TakeLeasesInput,
  count: number,
): Promise<{ entries: { sampleId: number; rank: number }[]; tried: number }> {
  const tried = await db.execute<{ sample_id: string | null; rank: number }>(sql`
    with live as (
      select generation from queues where project_id = ${projectId}
    ), free as (
      select q.* from queue_entries q
      where q.project_id = ${projectId} and q.generation = (select generation from live)
        and not exists (select from leases l where l.sample_id = q.sample_id and l.expires_at > now())
        and not exists (
          select from annotations a
          where a.sample_id = q.sample_id
            and (a.action = 'label' or (a.action in ('skip', 'flag') and a.annotator_id = ${annotatorId}))
            and not exists (select from annotations u where u.undoes = a.id))
      order by q.rank
      limit ${count}
      for update of q skip locked
    ), taken as (
      insert into leases (sample_id, project_id, annotator_id, leased_at, expires_at, ${provenanceColumns})
      select sample_id, project_id, ${annotatorId}, now(), ${leaseEnd}, ${provenanceColumns}
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
