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

/** Models that a lead may go back to, newest first: the last few, and of those before some at every stage of labeling. */
export async function readModelChoices(db: Db, projectId: string): Promise<QueueHealth["models"]> {
  const found = await db.execute<ModelRow>(sql`
    with placed as (
      select number, id, labels_spent, row_number() over (order by number desc) as age,
        width_bucket(labels_spent, 0, max(labels_spent) over () + 1, ${stretches}) as stretch
      from model_versions where project_id = ${projectId}
    ), kept as (
      select distinct on (stretch) number from placed where age > ${newest} order by stretch, number desc
    )
    select p.number, p.labels_spent, e.accuracy, e.holdout_count
    from placed p left join evaluations e on e.model_version_id = p.id
    where p.age <= ${newest} or p.number in (select number from kept)
    order by p.number desc`);
  return found.rows.map((row) => ({
    number: row.number,
    labelsSpent: row.labels_spent,
    accuracy: row.accuracy,
    holdoutCount: row.holdout_count ?? 0,
  }));
}
