import { sql } from "drizzle-orm";
import type { Db } from "../client";
import { countLabeled } from "./work-parts";

export interface Undecided {
  readonly samples: number;
  /** Samples that nobody has labeled, skipped or flagged. */
  readonly undecided: number;
  /** Those of them that somebody holds now. */
  readonly held: number;
}

/**
 * How much of a pool is left, without going through it: rows have no gaps, labels are summed up already, and what is
 * only skipped or flagged, and what is held, are few.
 */
export async function countUndecided(db: Db, projectId: string): Promise<Undecided> {
  const found = await db.execute<{ samples: number; labeled: number; passed: number; held: number }>(sql`
    select
      (select coalesce(max(row) + 1, 0)::int from samples where project_id = ${projectId}) as samples,
      ${countLabeled(projectId)} as labeled,
      (select count(distinct sample_id)::int from current_annotations c
        where project_id = ${projectId} and action <> 'label'
          and not exists (select from labels l where l.sample_id = c.sample_id)) as passed,
      (select count(*)::int from leases h
        where project_id = ${projectId} and expires_at > now()
          and not exists (select from current_annotations c where c.sample_id = h.sample_id)) as held`);
  const { samples, labeled, passed, held } = found.rows[0]!;
  return { samples, undecided: samples - labeled - passed, held };
}
