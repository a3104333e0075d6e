import type { Kernels } from "../kernels";
import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import type { Matrix } from "../matrix";
import type { Random } from "../random";
import type { EncodingStep } from "./encoding-steps";

/** An image already decoded and resized: interleaved 8-bit values, `width·height·channels` of them. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** One row of a table by column name; null and absent mean missing. */
export type TabularRow = Readonly<Record<string, string | number | null>>;

/** The pool, in row order, in batches; may be read several times. */
export type ContentSource<Content> = () => AsyncIterable<readonly Content[]>;

export interface EncoderContext {
  readonly kernels: Kernels;
  readonly random: Random;
  /** Told the finished share, 0..1, and what is being done. */
  onProgress(share: number, step: EncodingStep): void;
}

/** Learns from the unlabeled pool how to turn a sample into a vector. */
export interface Encoder<Content> {
  readonly id: string;
  /** Throws an EmptyPoolError when the source yields nothing. */
  fit(source: ContentSource<Content>, context: EncoderContext): Promise<FittedEncoder<Content>>;
  /** The inverse of `FittedEncoder.serialize`. */
  deserialize(bytes: Uint8Array, kernels: Kernels): FittedEncoder<Content>;
}

export interface FittedEncoder<Content> {
  readonly dimensions: number;
  /** Embeddings (contents.length × dimensions), finite, each row of length 1 (or 0 for empty content). */
  encode(contents: readonly Content[]): Promise<Matrix>;
  /** Columns of the sparse rows; 0 without them. */
  readonly sparseColumns: number;
  /**
   * What a linear learner with many labels reads beside the embeddings (contents.length × sparseColumns): of texts
   * the sublinear TF-IDF of their words, rows of length 1 (or 0 without any known word); null for other contents.
   */
  readonly encodeSparse: ((contents: readonly Content[]) => SparseMatrix) | null;
  serialize(): Uint8Array;
}
