import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { enqueue } from "@/lib/jobs/enqueue";
import { jobs } from "@/lib/jobs/jobs";
import { notify } from "@/lib/jobs/notify";
import { type Encoding, newestFinished } from "./newest-encoding";

/** A pool of fewer rows has no graph, and is placed without. */
export const fewestRowsOfGraph = 2;

/** The newest finished encoding, when its rows are yet to be placed on the map and all that this needs is there. */
export async function findMissingLayout(db: Db, projectId: string): Promise<Encoding | null> {
  const encoding = await newestFinished(db, projectId);
  if (!encoding || encoding.layoutBlob !== null) return null;
  return encoding.graphBlob !== null || encoding.rowCount < fewestRowsOfGraph ? encoding : null;
}

/** Adds the map to its encoding and tells open pages; false when it has one already. */
export async function publishLayout(
  db: Db,
  encoding: { readonly id: string; readonly projectId: string },
  layoutBlob: string,
): Promise<boolean> {
  const published = await db
    .update(encodings)
    .set({ layoutBlob })
    .where(and(eq(encodings.id, encoding.id), isNull(encodings.layoutBlob)))
    .returning({ id: encodings.id });
  if (published.length === 0) return false;
  await notify(db, encoding.projectId, "encoding");
  return true;
}

/**
 * Asks for the map wherever the newest embeddings have none and no job is there to make it, as in a database from
 * before there were maps; returns for how many projects. A job that was given up stays away until the next encoding.
 */
export async function requestMissingLayouts(db: Db): Promise<number> {
  const found = await db.execute<{ project_id: string }>(sql`
    select p.id as project_id from projects p
    cross join lateral (
      select layout_blob, graph_blob, row_count from encodings e
      where e.project_id = p.id and e.state = 'done' order by e.started_at desc limit 1) newest
    where p.deleted_at is null and newest.layout_blob is null and (newest.graph_blob is not null or newest.row_count < ${fewestRowsOfGraph})`);
  let requested = 0;
  for (const { project_id: projectId } of found.rows) {
    const key = jobs.layout.key({ projectId });
    const waiting = await db.execute(sql`select from graphile_worker.jobs where key = ${key}`);
    if (waiting.rows.length > 0) continue;
    await enqueue(db, "layout", { projectId });
    requested++;
  }
  return requested;
}
