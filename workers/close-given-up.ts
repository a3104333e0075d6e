import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { failEncoding } from "@/lib/encodings/finish-encoding";
import { failImport } from "@/lib/samples/fail-import";
import { failSimulation } from "@/lib/simulations/finish-simulation";

const reason =
  "The worker was stopped in the middle of it, again and again, and gave up. Its log may tell why; memory is the usual cause.";

/**
 * Ends imports, encodings and simulations whose job was tried as often as it may be and never came to its end, as when it
 * kills the worker each time; without this they would seem to run forever. Returns how many there were; a neighbour
 * graph that nobody will build is none, since rounds do without.
 */
export async function closeGivenUp(db: Db): Promise<number> {
  const imports = await db.execute<{ id: string }>(sql`
    select i.id from imports i
    join graphile_worker.jobs j on j.key = 'import:' || i.id
    where i.state in ('waiting', 'running') and j.locked_at is null and j.attempts >= j.max_attempts`);
  for (const { id } of imports.rows) await failImport(db, id, `${reason} Nothing was imported.`);

  // Either kind of job may have begun it; one that is still to be tried begins another.
  const encodings = await db.execute<{ id: string; project_id: string }>(sql`
    select e.id, e.project_id from encodings e
    join graphile_worker.jobs j on j.key in ('encode:' || e.project_id, 'compare:' || e.project_id)
    where e.state = 'running'
    group by e.id
    having bool_and(j.locked_at is null and j.attempts >= j.max_attempts)`);
  for (const { id, project_id } of encodings.rows) {
    await failEncoding(db, { id, projectId: project_id }, reason);
  }
  await db.execute(sql`
    update encodings e set doing = ''
    from graphile_worker.jobs j
    where j.key = 'graph:' || e.project_id and e.state = 'done' and e.doing <> ''
      and j.locked_at is null and j.attempts >= j.max_attempts`);
  const simulations = await db.execute<{ id: string }>(sql`
    select s.id from simulations s
    join graphile_worker.jobs j on j.key = 'simulate:' || s.id
    where s.state in ('waiting', 'running') and j.locked_at is null and j.attempts >= j.max_attempts`);
  for (const { id } of simulations.rows) await failSimulation(db, id, reason);
  return imports.rows.length + encodings.rows.length + simulations.rows.length;
}
