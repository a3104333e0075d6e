import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { BlobStore } from "@/lib/storage/blob-store";

/** What models say of the whole pool is as large as the pool; so many of the newest are compared with each other. */
const kept = 4;

/** Takes them from older models, and their blobs away. Run it after a round is published. */
export async function forgetOldSummaries(db: Db, blobs: BlobStore, projectId: string): Promise<void> {
  const forgotten = await db.execute<{ key: string }>(sql`
    with old as (
      select id, pool_summary_blob as key from model_versions
      where project_id = ${projectId} and pool_summary_blob is not null
      order by number desc offset ${kept})
    update model_versions m set pool_summary_blob = null from old where m.id = old.id
    returning old.key`);
  for (const { key } of forgotten.rows) {
    // Two models that say the same share a blob.
    const used = await db.execute(sql`select from model_versions where pool_summary_blob = ${key} limit 1`);
    if (used.rows.length === 0) await blobs.remove(key);
  }
}
