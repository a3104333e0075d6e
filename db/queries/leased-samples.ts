import { sql } from "drizzle-orm";
import type { LeasedSample } from "@/lib/contracts/labeling";
import type { Db } from "../client";

type LeasedRow = {
  sample_id: string;
  text: string | null;
  has_image: boolean;
  width: number | null;
  height: number | null;
  metadata: Record<string, string> | null;
  expires_at: string;
};

/** Samples an annotator holds, as a browser gets them, in the order of `sampleIds`; others are left out. */
export async function readLeasedSamples(
  db: Db,
  input: { projectId: string; annotatorId: string; sampleIds: readonly number[] },
): Promise<LeasedSample[]> {
  if (input.sampleIds.length === 0) return [];
  const found = await db.execute<LeasedRow>(sql`
    select l.sample_id, p.text, p.image_blob is not null as has_image, p.width, p.height, p.metadata,
      l.expires_at
    from unnest(${sql.param(input.sampleIds)}::bigint[]) with ordinality as wanted (sample_id, place)
    join leases l on l.sample_id = wanted.sample_id
      and l.project_id = ${input.projectId} and l.annotator_id = ${input.annotatorId}
    join sample_payloads p on p.sample_id = l.sample_id
    order by wanted.place`);
  return found.rows.map((row) => ({
    sampleId: Number(row.sample_id),
    text: row.text,
    imageUrl: row.has_image ? `/projects/${input.projectId}/samples/${row.sample_id}/image` : null,
    width: row.width,
    height: row.height,
    metadata: row.metadata ?? {},
    expiresAt: new Date(row.expires_at).toISOString(),
  }));
}
