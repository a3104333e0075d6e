import type { BenchmarkData, ClassedSamples } from "@/lib/benchmark-data/benchmark-data";
import type { Encoder } from "@/lib/learning/encoders/encoder";
import { findEncoder } from "@/lib/learning/encoders/registry";
import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import type { Kernels } from "@/lib/learning/kernels";
import { matrix } from "@/lib/learning/matrix";
import type { Pool, Samples } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";

export interface EncodedData {
  readonly encoder: string;
  readonly pool: Pool;
  readonly test: Samples;
}

/** Told the finished share, 0..1, and what is being done. */
type Progress = (share: number, doing: string) => void;

/** Samples encoded in one call. */
const BATCH = 512;

/**
 * Fits the encoder on the pool alone and encodes both parts. `id` is `auto` (the encoder of the data's kind) or
 * the id of one that reads such data; throws an UnknownIdError for another.
 */
export async function encodeData(
  data: BenchmarkData,
  id: string,
  kernels: Kernels,
  onProgress: Progress,
): Promise<EncodedData> {
  return data.kind === "text"
    ? encodeParts(data, findEncoder("text", id), kernels, onProgress)
    : encodeParts(data, findEncoder("image", id), kernels, onProgress);
}

async function encodeParts<Content>(
  { pool, test }: { pool: ClassedSamples<Content>; test: ClassedSamples<Content> },
  encoder: Encoder<Content>,
  kernels: Kernels,
  onProgress: Progress,
): Promise<EncodedData> {
  async function* source() {
    for (let from = 0; from < pool.contents.length; from += BATCH) {
      yield pool.contents.slice(from, from + BATCH);
    }
  }
  const fitted = await encoder.fit(source, { kernels, random: createRandom(0, "encoder"), onProgress });
  const encodeAll = async (contents: readonly Content[], doing: string) => {
    const embeddings = matrix(contents.length, fitted.dimensions);
    for (let from = 0; from < contents.length; from += BATCH) {
      onProgress(from / contents.length, doing);
      const batch = await fitted.encode(contents.slice(from, from + BATCH));
      embeddings.data.set(batch.data, from * fitted.dimensions);
    }
    return embeddings;
  };
  const embeddings = await encodeAll(pool.contents, "encoding the pool");
  const testEmbeddings = await encodeAll(test.contents, "encoding the test samples");
  onProgress(0, "finding neighbours");
  const graph = await buildNeighbourGraph(embeddings, kernels, createRandom(0, "graph"));
  return {
    encoder: encoder.id,
    pool: { embeddings, sparse: null, graph },
    test: { embeddings: testEmbeddings, sparse: null, rows: null },
  };
}
