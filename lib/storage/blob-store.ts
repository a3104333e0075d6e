import type { Readable } from "node:stream";

/** Big arrays and files, named by the SHA-256 of their content: written once, never changed. */
export interface BlobStore {
  /** Stores the content and returns its key (64 hexadecimal digits). Durable when it returns. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string>;
  /** The whole content. Throws a NotFoundError when there is none under this key. */
  get(key: string): Promise<Buffer>;
  /** Bytes `start` (inclusive) to `end` (exclusive), as a stream; all of them by default. */
  openRange(key: string, start?: number, end?: number): Promise<Readable>;
  has(key: string): Promise<boolean>;
  /** Length in bytes. Throws a NotFoundError when there is none under this key. */
  size(key: string): Promise<number>;
  /** Forgets the content; nothing happens where there is none. Nobody may refer to it any more. */
  remove(key: string): Promise<void>;
  /**
   * The same, unless somebody has put that content since then, who may be about to refer to it; returns whether it is
   * gone.
   */
  removeUnlessPutSince(key: string, since: Date): Promise<boolean>;
}
