import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { deleteProject } from "@/lib/projects/delete-project";
import { arrangeLabels, arrangeProject } from "../setup/arrange-project";
import { startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";

const app = await startApp();
const { db } = app;
afterAll(() => app.stop());

async function countOf(table: string, projectId: string): Promise<number> {
  const found = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${sql.identifier(table)} where project_id = ${projectId}`);
  return found.rows[0]!.count;
}

/** More samples of the project, each with an annotation, as many at once as a statement of a moment takes. */
async function growBy(count: number, projectId: string): Promise<void> {
  const most = 2_000;
  for (let left = count; left > 0; left -= most) {
    await db.execute(sql`
      with added as (
        insert into samples (project_id, row, content_hash, import_id)
        select project_id, row + n, sha256((row + n)::text::bytea), import_id
        from (select * from samples where project_id = ${projectId} order by row desc limit 1) last,
          generate_series(1, ${Math.min(left, most)}) n
        returning id)
      insert into sample_payloads (sample_id, text) select id, 'Sample ' || id from added`);
    await db.execute(sql`
      insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, source, seconds, slot,
        strategy, score, propensity, generation)
      select gen_random_uuid(), s.project_id, s.id, a.annotator_id, 'label', a.label_class_id, 'annotator', 1, 'query',
        'random', 0, 1, 1
      from (select * from samples where project_id = ${projectId} order by row desc limit ${Math.min(left, most)}) s,
        (select * from annotations where project_id = ${projectId} limit 1) a`);
  }
}

test("the worker removes a project whose time is over, also when it is killed in the middle", async () => {
  const project = await arrangeProject(db, ["one", "two"]);
  const { projectId, userId } = project;
  await arrangeLabels(db, project, [{ row: 0, classIndex: 0 }]);
  await growBy(20_000, projectId);
  const other = await arrangeProject(db, ["three", "four"]);
  await arrangeLabels(db, other, [{ row: 0, classIndex: 1 }]);
  await deleteProject(db, { projectId, name: "Arranged", deletedBy: userId });
  await db.execute(sql`update projects set deleted_at = now() - interval '31 days' where id = ${projectId}`);

  const all = await countOf("annotations", projectId);
  await waitFor("the first rows to be gone", async () => (await countOf("annotations", projectId)) < all);
  process.kill(app.workerPid()!, "SIGKILL");
  expect(await countOf("samples", projectId)).toBeGreaterThan(0);
  await waitFor("the project to be gone", async () => {
    const found = await db.execute(sql`select from projects where id = ${projectId}`);
    return found.rows.length === 0;
  });
  for (const table of ["annotations", "samples", "labels", "current_annotations", "sample_words"]) {
    expect(await countOf(table, projectId), table).toBe(0);
  }
  expect(await countOf("samples", other.projectId)).toBe(2);
  expect(await countOf("annotations", other.projectId)).toBe(1);
});
