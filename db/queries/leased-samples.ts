import { sql } from "drizzle-orm";
import type { LeasedSample } from "@/lib/contracts/labeling";
import type { Db } from "../client";
import { imageUrlOf } from "./sample-excerpt";
import { type SuggestionRow, suggestionOf } from "./suggestion";

type LeasedRow = SuggestionRow & {
  sample_id: string;
  text: string | null;
  has_image: boolean;
  width: number | null;
  height: number | null;
  metadata: Record<string, string> | null;
  expires_at: string;
};

/** The holdout measures the model: who labels it must not know what the model says. */
const mayShowSuggestion = sql`l.slot <> 'holdout' and j.suggestions <> 'hidden'`;

/** Samples an annotator holds, as a browser gets them, in the order of `sampleIds`; others are left out. */
export async function readLeasedSamples(
  db: Db,
  input: { projectId: string; annotatorId: string; sampleIds: readonly number[] },
): Promise<LeasedSample[]> {
  if (input.sampleIds.length === 0) return [];
  const found = await db.execute<LeasedRow>(sql`
    select l.sample_id, p.text, p.image_blob is not null as has_image, p.width, p.height, p.metadata,
      l.expires_at, case when ${mayShowSuggestion} then l.suggested_class_ids end as suggested_class_ids,
      l.suggested_probabilities
    from unnest(${sql.param(input.sampleIds)}::bigint[]) with ordinality as wanted (sample_id, place)
    join leases l on l.sample_id = wanted.sample_id
      and l.project_id = ${input.projectId} and l.annotator_id = ${input.annotatorId}
    join projects j on j.id = l.project_id
    join sample_payloads p on p.sample_id = l.sample_id
    order by wanted.place`);
  return found.rows.map((row) => ({
    sampleId: Number(row.sample_id),
    text: row.text,
    imageUrl: row.has_image ? imageUrlOf(input.projectId, row.sample_id) : null,
    width: row.width,
    height: row.height,
    metadata: row.metadata ?? {},
    suggestion: suggestionOf(row),
    expiresAt: new Date(row.expires_at).toISOString(),
  }));
}
