import { readGraph } from "@/lib/encodings/graph-blob";
import { readShards } from "@/lib/encodings/shards";
import { readSparseShards } from "@/lib/encodings/sparse-shards";
import type { Pool } from "@/lib/learning/pool";
import type { BlobStore } from "@/lib/storage/blob-store";
import { createByteLimitedCache } from "./byte-limited-cache";
import type { StoredPool } from "./model-thread-protocol";

/** Pools kept in memory beyond this many bytes make room for newer ones. */
const capacityBytes = 2 ** 31;

export interface PoolCache {
  get(stored: StoredPool): Promise<Pool>;
}

interface KeptPool {
  readonly encodingId: string;
  readonly pool: Pool;
}

/** Keeps the pools that were served last, so that a round reads no big array twice. */
export function createPoolCache(blobs: BlobStore): PoolCache {
  const kept = createByteLimitedCache<KeptPool>(capacityBytes, ({ pool }) => bytesOf(pool));

  async function load(stored: StoredPool, known: Pool | undefined): Promise<Pool> {
    const { shardBlobs, sparseShardBlobs, graphBlob, rowCount, dimensions } = stored;
    return {
      embeddings: known?.embeddings ?? (await readShards(blobs, shardBlobs, rowCount, dimensions)),
      sparse:
        known?.sparse ?? (sparseShardBlobs && (await readSparseShards(blobs, sparseShardBlobs, rowCount))),
      graph: graphBlob === null ? null : await readGraph(blobs, graphBlob),
    };
  }

  return {
    async get(stored) {
      const { projectId, encodingId, graphBlob } = stored;
      const known = kept.get(projectId);
      const isSame = known?.encodingId === encodingId;
      if (known && isSame && (known.pool.graph !== null || graphBlob === null)) return known.pool;
      // Before the new one is read: both at once may be more than the memory holds.
      if (!isSame) kept.delete(projectId);
      const pool = await load(stored, isSame ? known?.pool : undefined);
      kept.set(projectId, { encodingId, pool });
      return pool;
    },
  };
}

function bytesOf({ embeddings, sparse, graph }: Pool): number {
  const arrays = [embeddings.data, sparse?.starts, sparse?.indices, sparse?.values];
  return [...arrays, graph?.neighbours, graph?.similarities].reduce(
    (sum, array) => sum + (array?.byteLength ?? 0),
    0,
  );
}
