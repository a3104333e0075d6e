import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { modelVersions } from "@/db/schema/rounds";
import { keptForStability } from "@/lib/learning/forecasting/stability";
import type { BlobStore } from "@/lib/storage/blob-store";

/**
 * What models say of the whole pool is as large as the pool: only the newest keeps it, and those before it that are still
 * to be compared with each other. Takes it from the others, and their blobs away. Run it after a round is published.
 */
export async function forgetOldSummaries(db: Db, blobs: BlobStore, projectId: string): Promise<void> {
  const { id, labelsSpent, poolSummaryBlob } = modelVersions;
  const models = await db
    .select({ id, labelsSpent, key: poolSummaryBlob })
    .from(modelVersions)
    .where(and(eq(modelVersions.projectId, projectId), isNotNull(poolSummaryBlob)))
    .orderBy(asc(modelVersions.number));
  const kept = new Set(keptForStability(models));
  const old = models.filter((model) => !kept.has(model));
  if (old.length === 0) return;
  await db
    .update(modelVersions)
    .set({ poolSummaryBlob: null })
    .where(
      inArray(
        id,
        old.map((model) => model.id),
      ),
    );
  for (const key of new Set(old.map((model) => model.key!))) {
    // Two models that say the same share a blob.
    const used = await db.execute(sql`select from model_versions where pool_summary_blob = ${key} limit 1`);
    if (used.rows.length === 0) await blobs.remove(key);
  }
}
