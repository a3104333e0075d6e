import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { enqueueing } from "@/lib/jobs/enqueue";

/** The worker waits for so many labels only for a moment; who asks for more wants fewer rounds. */
const fewLabels = 5;

/** So long after the first of them, labels that are too few for a round make one nevertheless. */
const patienceSeconds = { few: 0.5, many: 60 };

/**
 * An expression that asks for a round at once when `labelsPerRound` labels are new since the last round, else in a
 * moment, or where that many are more than a few, in a minute.
 */
export async function requestingRoundAfterLabel(db: Db, projectId: string): Promise<SQL> {
  const { missing, perRound } = await labelsUntilRound(db, projectId);
  const payload = { projectId, cause: "labels" } as const;
  const delaySeconds = patienceSeconds[perRound <= fewLabels ? "few" : "many"];
  return enqueueing("round", payload, missing <= 0 ? {} : { delaySeconds });
}

/**
 * How many more labels start a round at once, and how many do in all; any act counts as one, a yes or no about one class,
 * too. Looks at no more annotations than that number.
 */
export async function labelsUntilRound(
  db: Db,
  projectId: string,
): Promise<{ missing: number; perRound: number }> {
  const found = await db.execute<{ missing: number; perRound: number }>(sql`
    select p.labels_per_round as "perRound", p.labels_per_round - (
      select count(*)::int from (
        select from annotations a
        where a.project_id = p.id and a.source <> 'imported' and a.sequence > coalesce((
          select r.seen_sequence from rounds r
          where r.project_id = p.id and r.state in ('published', 'running')
          order by r.number desc limit 1), 0)
        limit p.labels_per_round) fresh) as missing
    from projects p where p.id = ${projectId}`);
  return found.rows[0] ?? { missing: 0, perRound: 1 };
}
