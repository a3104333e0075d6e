import type { BlobStore } from "@/lib/storage/blob-store";

/** The nearest samples of one sample, nearest first. */
export interface RowNeighbours {
  readonly neighbours: Int32Array;
  /** Cosine similarities. */
  readonly similarities: Float32Array;
}

/** A stored neighbour graph of which single rows are read; the rest stays where it is. */
export interface GraphRows {
  /** Rows 0..rows-1 have neighbours; later ones joined the pool since. */
  readonly rows: number;
  /** Neighbours a row has. */
  readonly k: number;
  /** Rows the graph does not know have no entry. */
  read(rows: readonly number[]): Promise<Map<number, RowNeighbours>>;
}

/** Enough for the layout of a packed graph in one read. */
const headBytes = 1024;
/** Reads at the same time. */
const readsAtOnce = 32;

/**
 * Opens a graph that `storeGraph` of lib/encodings/graph-blob.ts stored (lib/learning/binary-layout.ts is the
 * layout: uint32 length, JSON, int32 neighbours, float32 similarities, rows × k each).
 */
export async function openGraphRows(blobs: BlobStore, key: string): Promise<GraphRows> {
  const head = await readRange(blobs, key, 0, headBytes);
  const jsonBytes = head.readUInt32LE(0);
  const start = 4 + jsonBytes;
  const json = start <= head.length ? head.subarray(4, start) : await readRange(blobs, key, 4, start);
  const { header } = JSON.parse(json.toString("utf8")) as { header: { rows: number; k: number } };
  const { rows, k } = header;
  const readOne = async (row: number): Promise<RowNeighbours> => {
    const at = start + row * k * 4;
    const [neighbours, similarities] = await Promise.all([
      readRange(blobs, key, at, at + k * 4),
      readRange(blobs, key, at + rows * k * 4, at + (rows * k + k) * 4),
    ]);
    return {
      neighbours: new Int32Array(aligned(neighbours)),
      similarities: new Float32Array(aligned(similarities)),
    };
  };
  return {
    rows,
    k,
    async read(wanted) {
      const known = [...new Set(wanted)].filter((row) => row < rows);
      const found = new Map<number, RowNeighbours>();
      for (let from = 0; from < known.length; from += readsAtOnce) {
        const some = known.slice(from, from + readsAtOnce);
        const read = await Promise.all(some.map(readOne));
        for (const [i, row] of some.entries()) found.set(row, read[i]!);
      }
      return found;
    },
  };
}

async function readRange(blobs: BlobStore, key: string, start: number, end: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await blobs.openRange(key, start, end)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Typed arrays begin at a multiple of four; a Buffer's bytes need not. */
function aligned(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
