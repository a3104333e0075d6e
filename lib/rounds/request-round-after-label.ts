import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { enqueueing } from "@/lib/jobs/enqueue";

/** A single label waits this long for company before the worker trains on it. */
const patienceSeconds = 0.5;

/**
 * An expression that asks for a round at once when `labelsPerRound` labels are new since the last round, else in a
 * moment.
 */
export async function requestingRoundAfterLabel(db: Db, projectId: string): Promise<SQL> {
  const isDue = (await labelsUntilRound(db, projectId)) <= 0;
  const payload = { projectId, cause: "labels" } as const;
  return enqueueing("round", payload, isDue ? {} : { delaySeconds: patienceSeconds });
}

/**
 * How many more labels start a round at once; any act counts as one, a yes or no about one class, too. Looks at no more
 * annotations than that number.
 */
export async function labelsUntilRound(db: Db, projectId: string): Promise<number> {
  const found = await db.execute<{ missing: number }>(sql`
    select p.labels_per_round - (
      select count(*)::int from (
        select from annotations a
        where a.project_id = p.id and a.source <> 'imported' and a.sequence > coalesce((
          select r.seen_sequence from rounds r
          where r.project_id = p.id and r.state in ('published', 'running')
          order by r.number desc limit 1), 0)
        limit p.labels_per_round) fresh) as missing
    from projects p where p.id = ${projectId}`);
  return found.rows[0]?.missing ?? 0;
}
