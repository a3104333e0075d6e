import type { Db } from "@/db/client";
import type { ClassCandidate } from "@/db/queries/class-candidates";
import type { BlobStore } from "@/lib/storage/blob-store";
import { newestFinished } from "../encodings/newest-encoding";
import { openGraphRows } from "./graph-rows";
import { groupNearDuplicates, nearDuplicateThreshold } from "./near-duplicates";

/** The candidates in groups of near duplicates, in their order; each alone while the pool has no neighbour graph. */
export async function groupAlike(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  projectId: string,
  candidates: readonly ClassCandidate[],
): Promise<ClassCandidate[][]> {
  const encoding = await newestFinished(db, projectId);
  if (!encoding?.graphBlob || candidates.length < 2) return candidates.map((candidate) => [candidate]);
  const graph = await openGraphRows(blobs, encoding.graphBlob);
  const [threshold, neighboursOf] = await Promise.all([
    nearDuplicateThreshold(graph),
    graph.read(candidates.map(({ row }) => row)),
  ]);
  return groupNearDuplicates(candidates, neighboursOf, threshold);
}
