import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TakenLeases } from "../contracts/labeling";
import { enqueue } from "../jobs/enqueue";

/** Why nobody can label while classes are missing: a file that may bring them is being read, or nothing will. */
export async function whyClassesAreMissing(db: Db, projectId: string): Promise<TakenLeases["empty"]> {
  return { reason: (await isImporting(db, projectId)) ? "preparing" : "no-classes", until: null };
}

async function isImporting(db: Db, projectId: string): Promise<boolean> {
  const found = await db.execute(sql`
    select from imports where project_id = ${projectId} and state in ('waiting', 'running') limit 1`);
  return found.rows.length > 0;
}

type Rest = { has_samples: boolean; has_free: boolean; until: string | null };

/**
 * Why nobody can be given a sample: all are decided (`done`), the last ones are with others (`leased`, until
 * the first of those leases ends), there are none (`no-samples`), or they are not in the queue yet
 * (`preparing`: a file is being read, or a round is asked for).
 */
export async function whyNothingIsLeft(db: Db, projectId: string): Promise<TakenLeases["empty"]> {
  const found = await db.execute<Rest>(sql`
    select
      exists (select from samples where project_id = ${projectId}) as has_samples,
      exists (
        select from samples s
        where s.project_id = ${projectId}
          and not exists (
            select from annotations a
            where a.sample_id = s.id and a.action not in ('undo', 'reject')
              and not exists (select from annotations u where u.undoes = a.id))
          and not exists (select from leases l where l.sample_id = s.id and l.expires_at > now())
      ) as has_free,
      (select min(expires_at) from leases
        where project_id = ${projectId} and expires_at > now()) as until`);
  const { has_samples, has_free, until } = found.rows[0]!;
  if (!has_samples)
    return { reason: (await isImporting(db, projectId)) ? "preparing" : "no-samples", until: null };
  if (has_free) {
    await enqueue(db, "round", { projectId, cause: "queue-low" }, { delaySeconds: 1 });
    return { reason: "preparing", until: null };
  }
  if (until === null) return { reason: "done", until: null };
  return { reason: "leased", until: new Date(until).toISOString() };
}
