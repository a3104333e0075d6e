import { readShards } from "@/lib/encodings/shards";
import type { Matrix } from "@/lib/learning/matrix";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { StoredEmbeddings } from "./model-thread-protocol";

/** Embeddings kept in memory beyond this many bytes make room for newer ones. */
const capacityBytes = 2 ** 31;

export interface EmbeddingCache {
  get(stored: StoredEmbeddings): Promise<Matrix>;
}

/** Keeps the embeddings of recently served pools, so that a round reads no big array twice. */
export function createEmbeddingCache(blobs: BlobStore): EmbeddingCache {
  const kept = new Map<string, Matrix>();

  function keep(id: string, embeddings: Matrix): Matrix {
    kept.delete(id);
    kept.set(id, embeddings);
    let bytes = 0;
    for (const { data } of kept.values()) bytes += data.byteLength;
    for (const [oldest, { data }] of kept) {
      if (bytes <= capacityBytes || oldest === id) break;
      kept.delete(oldest);
      bytes -= data.byteLength;
    }
    return embeddings;
  }

  return {
    async get({ encodingId, shardBlobs, rowCount, dimensions }) {
      const known = kept.get(encodingId);
      return keep(encodingId, known ?? (await readShards(blobs, shardBlobs, rowCount, dimensions)));
    },
  };
}
