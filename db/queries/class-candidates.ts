import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";

/** A longer text cannot be judged in a tile; it waits for the bench. */
const longestTileText = 5_000;

interface GridAsker {
  readonly projectId: string;
  readonly annotatorId: string;
}

/** An unlabeled sample that the live model believes to be of a class. */
export interface ClassCandidate {
  readonly sampleId: number;
  readonly row: number;
}

/** Candidates `c` that nobody labeled, flagged or was asked of the class about, and that the asker did not skip. */
function undecided({ projectId, annotatorId }: GridAsker): SQL {
  return sql`
    c.project_id = ${projectId}
    and not exists (
      select from annotations a
      where a.sample_id = c.sample_id
        and (a.action in ('label', 'flag')
          or (a.action in ('accept', 'reject') and a.label_class_id = c.label_class_id)
          or (a.action = 'skip' and a.annotator_id = ${annotatorId}))
        and not exists (select from annotations u where u.undoes = a.id))
    and exists (
      select from sample_payloads p
      where p.sample_id = c.sample_id and length(coalesce(p.text, '')) <= ${longestTileText})`;
}

/** How many undecided candidates each active class has, leased ones included; in the order of their keys. */
export async function countClassCandidates(
  db: Db,
  asker: GridAsker,
): Promise<{ labelClassId: string; count: number }[]> {
  const found = await db.execute<{ id: string; count: number }>(sql`
    select lc.id, coalesce(counted.count, 0)::int as count
    from label_classes lc
    left join (
      select c.label_class_id, count(*) from class_candidates c
      where ${undecided(asker)} group by c.label_class_id
    ) counted on counted.label_class_id = lc.id
    where lc.project_id = ${asker.projectId} and lc.archived_at is null
    order by lc.position`);
  return found.rows.map(({ id, count }) => ({ labelClassId: id, count }));
}

/**
 * The surest undecided candidates of an active class that nobody holds. Those that another transaction looks at are passed
 * over, and kept from others until this one ends.
 */
export async function freeCandidates(
  db: Db,
  asker: GridAsker & { readonly labelClassId: string },
  limit: number,
): Promise<ClassCandidate[]> {
  const found = await db.execute<{ sample_id: string; row: number }>(sql`
    select c.sample_id, s.row
    from class_candidates c
    join samples s on s.id = c.sample_id
    join label_classes lc on lc.id = c.label_class_id and lc.archived_at is null
    where c.label_class_id = ${asker.labelClassId} and ${undecided(asker)}
      and not exists (select from leases l where l.sample_id = c.sample_id and l.expires_at > now())
    order by c.rank
    limit ${limit}
    for update of c skip locked`);
  return found.rows.map(({ sample_id, row }) => ({ sampleId: Number(sample_id), row }));
}

/** What is left of a class's candidates when none is free: how many there ever were, and until when others hold some. */
export async function readCandidateRest(
  db: Db,
  asker: GridAsker & { readonly labelClassId: string },
): Promise<{ hasModel: boolean; hasAny: boolean; leasedUntil: string | null }> {
  const found = await db.execute<{ has_model: boolean; has_any: boolean; until: string | null }>(sql`
    select
      exists (select from model_versions where project_id = ${asker.projectId}) as has_model,
      exists (
        select from class_candidates c
        where c.project_id = ${asker.projectId} and c.label_class_id = ${asker.labelClassId}) as has_any,
      (select min(l.expires_at) from leases l join class_candidates c on c.sample_id = l.sample_id
        where c.label_class_id = ${asker.labelClassId} and ${undecided(asker)}
          and l.expires_at > now() and l.annotator_id <> ${asker.annotatorId}) as until`);
  const { has_model, has_any, until } = found.rows[0]!;
  const leasedUntil = until === null ? null : new Date(until).toISOString();
  return { hasModel: has_model, hasAny: has_any, leasedUntil };
}
