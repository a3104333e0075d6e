import type { BlobStore } from "@/lib/storage/blob-store";

/** Stores the places of rows on the map (x and y of each, float32, little-endian); returns the blob's key. */
export async function storeLayout(blobs: BlobStore, places: Float32Array): Promise<string> {
  return blobs.put(Buffer.from(places.buffer, places.byteOffset, places.byteLength));
}

/** The inverse. */
export async function readLayout(blobs: BlobStore, key: string): Promise<Float32Array> {
  // A copy: floats must start at a multiple of four, which a Buffer's bytes need not.
  return new Float32Array(new Uint8Array(await blobs.get(key)).buffer);
}
