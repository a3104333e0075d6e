import type { BenchmarkData, ClassedSamples } from "@/lib/benchmark-data/benchmark-data";
import type { Encoder, FittedEncoder } from "@/lib/learning/encoders/encoder";
import { type EncodingStep, encodingSteps } from "@/lib/learning/encoders/encoding-steps";
import { encodersFor } from "@/lib/learning/encoders/registry";
import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import type { Kernels } from "@/lib/learning/kernels";
import type { SparseMatrix } from "@/lib/learning/linear-algebra/sparse-matrix";
import { stackSparse } from "@/lib/learning/linear-algebra/stack-sparse";
import { matrix } from "@/lib/learning/matrix";
import type { Pool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import type { EncodedSamples } from "@/lib/learning/spend-labels";
import { inSharedMemory, sharedFloats } from "./shared-memory";

/** Told the finished share, 0..1, and what is being done. */
type Progress = (share: number, doing: string) => void;

/** Samples encoded in one call. */
const BATCH = 512;

export interface EncodedData extends EncodedSamples {
  /** What other encoders make of the same samples, for `auto` to choose from; their neighbour graphs are not built. */
  readonly alternatives: readonly EncodedSamples[];
}

/**
 * Fits encoders on the pool alone and encodes both parts. `id` is `auto` (to begin with the first encoder of the
 * data's kind, the others as alternatives) or the id of one that reads such data; throws an UnknownIdError for another.
 * All of it lies in shared memory, so that however many threads play seeds on it, it is there once.
 */
export async function encodeData(
  data: BenchmarkData,
  id: string,
  kernels: Kernels,
  onProgress: Progress,
): Promise<EncodedData> {
  const tools = { kernels, onProgress };
  return data.kind === "text"
    ? encodeWith(encodersFor("text", id), data, tools)
    : encodeWith(encodersFor("image", id), data, tools);
}

interface Parts<Content> {
  readonly pool: ClassedSamples<Content>;
  readonly test: ClassedSamples<Content>;
}

interface Tools {
  readonly kernels: Kernels;
  readonly onProgress: Progress;
}

async function encodeWith<Content>(
  [first, ...others]: readonly [Encoder<Content>, ...Encoder<Content>[]],
  parts: Parts<Content>,
  tools: Tools,
): Promise<EncodedData> {
  const { encoder, pool, test } = await encodeParts(first, parts, tools);
  const alternatives: EncodedSamples[] = [];
  for (const other of others) alternatives.push(await encodeParts(other, parts, tools));
  tools.onProgress(0, "finding neighbours");
  const graph = await buildNeighbourGraph(pool.embeddings, tools.kernels, createRandom(0, "graph"));
  return { encoder, pool: { ...pool, graph: graph && inSharedMemory(graph) }, test, alternatives };
}

/** Both parts as one encoder sees them, without a graph. */
async function encodeParts<Content>(
  encoder: Encoder<Content>,
  { pool, test }: Parts<Content>,
  { kernels, onProgress }: Tools,
): Promise<EncodedSamples> {
  const onStep = (share: number, step: EncodingStep) => onProgress(share, encodingSteps[step]);
  const context = { kernels, random: createRandom(0, "encoder"), onProgress: onStep };
  const fitted = await encoder.fit(() => batchesOf(pool.contents), context);
  const ofPool = await encodeAll(fitted, pool.contents, (share) => onProgress(share, "encoding the pool"));
  const ofTest = await encodeAll(fitted, test.contents, (share) =>
    onProgress(share, "encoding the test samples"),
  );
  return { encoder: encoder.id, pool: { ...ofPool, graph: null }, test: { ...ofTest, rows: null } };
}

async function encodeAll<Content>(
  fitted: FittedEncoder<Content>,
  contents: readonly Content[],
  onShare: (share: number) => void,
): Promise<Pick<Pool, "embeddings" | "sparse">> {
  const values = sharedFloats(contents.length * fitted.dimensions);
  const embeddings = matrix(contents.length, fitted.dimensions, values);
  const sparse: SparseMatrix[] = [];
  let from = 0;
  for await (const batch of batchesOf(contents)) {
    onShare(from / contents.length);
    embeddings.data.set((await fitted.encode(batch)).data, from * fitted.dimensions);
    if (fitted.encodeSparse) sparse.push(fitted.encodeSparse(batch));
    from += batch.length;
  }
  return { embeddings, sparse: fitted.encodeSparse && inSharedMemory(stackSparse(sparse)) };
}

async function* batchesOf<Content>(contents: readonly Content[]) {
  for (let from = 0; from < contents.length; from += BATCH) yield contents.slice(from, from + BATCH);
}
