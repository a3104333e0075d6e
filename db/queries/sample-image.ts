import { sql } from "drizzle-orm";
import type { Db } from "../client";
import { stands } from "./pool-rows";

export interface StoredImage {
  readonly blob: string;
  readonly type: string;
  /** As shown, after the rotation its EXIF data asks for. */
  readonly width: number | null;
  readonly height: number | null;
}

/** A sample's image with what tells who may see it. */
export interface ImageFacts {
  /** Where it is stored and what it was found to be; null when the sample has none. */
  readonly image: StoredImage | null;
  /** The sample's row in the pool. */
  readonly row: number;
  readonly seed: number;
  readonly holdoutShare: number;
  /** Whether the asker has it for labeling, or decided about it. */
  readonly isOwn: boolean;
  readonly isLabeled: boolean;
  /** Whether a label came with its file. */
  readonly isImported: boolean;
}

interface FactsRow extends Record<string, unknown> {
  blob: string | null;
  type: string | null;
  width: number | null;
  height: number | null;
  row: number;
  seed: number;
  holdout_share: number;
  is_own: boolean;
  is_labeled: boolean;
  is_imported: boolean;
}

/** Null when the project has no such sample. */
export async function readSampleImage(
  db: Db,
  asked: { readonly projectId: string; readonly sampleId: number; readonly userId: string },
): Promise<ImageFacts | null> {
  const { projectId, sampleId, userId } = asked;
  const found = await db.execute<FactsRow>(sql`
    select i.image_blob as blob, i.image_type as type, i.width, i.height, s.row, p.seed, p.holdout_share,
      exists (select from leases l where l.sample_id = s.id and l.annotator_id = ${userId})
        or exists (select from annotations a where a.sample_id = s.id and a.annotator_id = ${userId}
          and a.source <> 'imported') as is_own,
      exists (select from labels l where l.sample_id = s.id) as is_labeled,
      exists (select from annotations a
        where a.sample_id = s.id and a.source = 'imported' and ${stands}) as is_imported
    from samples s join projects p on p.id = s.project_id left join sample_payloads i on i.sample_id = s.id
    where s.id = ${sampleId} and s.project_id = ${projectId}`);
  const [facts] = found.rows;
  if (!facts) return null;
  const { blob, type, width, height } = facts;
  return {
    image: blob === null || type === null ? null : { blob, type, width, height },
    row: facts.row,
    seed: facts.seed,
    holdoutShare: facts.holdout_share,
    isOwn: facts.is_own,
    isLabeled: facts.is_labeled,
    isImported: facts.is_imported,
  };
}
