import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** Every column that names blobs, of which one may be named by several rows; those ending in `s` are lists. */
export const blobColumns = {
  sample_payloads: ["image_blob"],
  model_versions: ["model_blob", "holdout_predictions_blob", "pool_summary_blob"],
  encodings: ["encoder_blob", "graph_blob", "layout_blob", "shard_blobs", "sparse_shard_blobs"],
  simulations: ["report_blob"],
} as const;

export type BlobTable = keyof typeof blobColumns;

/** All blobs that a row of the table names, as an array of keys; `row` is its alias. */
export function blobsOf(table: BlobTable, row: string): SQL {
  const columns = blobColumns[table].map((name) => {
    const column = sql.raw(`${row}.${name}`);
    return name.endsWith("s") ? sql`coalesce(${column}, '{}')` : sql`array[${column}]`;
  });
  return sql`array_remove(${sql.join(columns, sql` || `)}, null)`;
}

/** Those of the blobs that another project names, too. Images are looked up by an index; the other tables are small. */
export async function readBlobsOfOthers(
  db: Db,
  projectId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const asked = sql`any(${sql.param(keys)}::text[])`;
  const ofTable = (table: Exclude<BlobTable, "sample_payloads">) => sql`
    select key from ${sql.raw(table)} t, unnest(${blobsOf(table, "t")}) key
    where t.project_id <> ${projectId} and key = ${asked}`;
  const found = await db.execute<{ key: string }>(sql`
    select p.image_blob as key from sample_payloads p join samples s on s.id = p.sample_id
    where p.image_blob = ${asked} and s.project_id <> ${projectId}
    union ${ofTable("model_versions")}
    union ${ofTable("encodings")}
    union ${ofTable("simulations")}`);
  return new Set(found.rows.map(({ key }) => key));
}
