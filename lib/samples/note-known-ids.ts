import { sql } from "drizzle-orm";
import { shortened } from "./readers/check-sample";
import type { TakingIn } from "./take-in-batch";

/**
 * Says how many texts came in under an id that an earlier file of the project gave to another one. They are taken in,
 * as two files may each number their lines from 1.
 */
export async function noteKnownIds({ tx, projectId, importId, report }: TakingIn): Promise<void> {
  const { rows } = await tx.execute<{ id: string; place: string; count: number }>(sql`
    select mine.external_id as id, scratch.place, count(*) over ()::int as count
    from import_scratch scratch join sample_payloads mine on mine.sample_id = scratch.sample_id
    where exists (select from import_ids) and scratch.place is not null and mine.external_id in (
      select other.external_id from samples s join sample_payloads other on other.sample_id = s.id
      where s.project_id = ${projectId} and s.import_id <> ${importId})
    order by scratch.sample_id limit 1`);
  const [first] = rows;
  if (!first) return;
  const names = first.count === 1 ? "names" : `is the first of ${first.count} that name`;
  report.note(
    first.place,
    `the id “${shortened(first.id)}” ${names} another text in an earlier file; ` +
      "taken in all the same, exports tell them apart by sampleId",
  );
}
