/** The arrays a packed encoder, model or graph is made of, in a fixed order. */
export type Block = Float32Array | Int32Array;

interface Layout {
  readonly header: unknown;
  readonly blocks: readonly { readonly type: "float32" | "int32"; readonly length: number }[];
}

const PREFIX_BYTES = 4;

/**
 * Packs a JSON header and arrays into one byte string: the length of the JSON (uint32, little-endian), the
 * JSON padded with spaces to a multiple of four, then the arrays one after the other, little-endian.
 */
export function packBlocks(header: unknown, blocks: readonly Block[]): Uint8Array {
  const layout: Layout = {
    header,
    blocks: blocks.map((block) => ({
      type: block instanceof Float32Array ? "float32" : "int32",
      length: block.length,
    })),
  };
  const json = new TextEncoder().encode(JSON.stringify(layout));
  const jsonLength = Math.ceil(json.length / 4) * 4;
  const start = PREFIX_BYTES + jsonLength;
  const packed = new Uint8Array(start + blocks.reduce((sum, block) => sum + block.byteLength, 0));
  new DataView(packed.buffer).setUint32(0, jsonLength, true);
  packed.fill(" ".charCodeAt(0), PREFIX_BYTES, start);
  packed.set(json, PREFIX_BYTES);
  let offset = start;
  for (const block of blocks) {
    packed.set(new Uint8Array(block.buffer, block.byteOffset, block.byteLength), offset);
    offset += block.byteLength;
  }
  return packed;
}

/** The inverse of `packBlocks`. Throws a RangeError when bytes are missing. */
export function unpackBlocks<Header>(packed: Uint8Array): { header: Header; blocks: Block[] } {
  const jsonLength = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const json = packed.subarray(PREFIX_BYTES, PREFIX_BYTES + jsonLength);
  const layout = JSON.parse(new TextDecoder().decode(json)) as Layout;
  let offset = PREFIX_BYTES + jsonLength;
  const blocks = layout.blocks.map(({ type, length }) => {
    // A copy also where slice() gives a view, as that of Node's Buffer does: blocks must start at a multiple of four.
    const bytes = new Uint8Array(packed.subarray(offset, offset + length * 4));
    if (bytes.length < length * 4) throw new RangeError("The packed arrays are cut short.");
    offset += length * 4;
    return type === "float32" ? new Float32Array(bytes.buffer) : new Int32Array(bytes.buffer);
  });
  return { header: layout.header as Header, blocks };
}
