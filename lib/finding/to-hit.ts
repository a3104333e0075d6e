import type { PoolRow } from "@/db/queries/pool-rows";
import type { Hit } from "../contracts/finding";
import { excerptOf } from "./excerpt";
import type { SearchWord } from "./search-words";

/** A row of the pool as a browser gets it. */
export function toHit(projectId: string, row: PoolRow, words: readonly SearchWord[]): Hit {
  const { sampleId, text, width, height, metadata } = row;
  // The folders of an image may be its hidden truth, which nobody who labels may see.
  const externalId = row.hasImage ? (row.externalId?.split("/").at(-1) ?? null) : row.externalId;
  const imageUrl = row.hasImage ? `/projects/${projectId}/samples/${sampleId}/image` : null;
  return {
    sample: { sampleId, text, imageUrl, width, height, metadata: metadata ?? {}, externalId },
    excerpt: excerptOf(text ?? "", words),
    isLabeled: row.isLabeled,
    isImported: row.isImported,
    own: row.own,
  };
}
