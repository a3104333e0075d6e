import { sql } from "drizzle-orm";
import type { QueueHealth } from "@/lib/contracts/queue";
import type { Db } from "../client";

/** The newest models that are offered one by one, and the stretches of labels of which each offers its last. */
const [newest, stretches] = [20, 60];

type ModelRow = {
  number: number;
  labels_spent: number;
  accuracy: number | null;
  holdout_count: number | null;
};

/**
 * Models that a lead may go back to, newest first: the last few, and of those before some at every stage of labeling, the
 * last of each stretch, which an index finds without going through the others.
 */
export async function readModelChoices(db: Db, projectId: string): Promise<QueueHealth["models"]> {
  const found = await db.execute<ModelRow>(sql`
    with newest as (
      select id, number, labels_spent from model_versions where project_id = ${projectId}
      order by number desc limit ${newest}
    ), parts as (
      select most * part / ${stretches} as above, most * (part + 1) / ${stretches} as up_to
      from (select max(labels_spent) + 1::bigint as most from model_versions where project_id = ${projectId}) ends,
        generate_series(0, ${stretches - 1}) part
    ), offered as (
      select * from newest
      union all
      select last.* from parts cross join lateral (
        select id, number, labels_spent from model_versions m
        where m.project_id = ${projectId} and m.labels_spent >= parts.above and m.labels_spent < parts.up_to
          and m.number < (select min(number) from newest)
        order by m.labels_spent desc, m.number desc limit 1) last
    )
    select o.number, o.labels_spent, e.accuracy, e.holdout_count
    from offered o left join evaluations e on e.model_version_id = o.id
    order by o.number desc`);
  return found.rows.map((row) => ({
    number: row.number,
    labelsSpent: row.labels_spent,
    accuracy: row.accuracy,
    holdoutCount: row.holdout_count ?? 0,
  }));
}
