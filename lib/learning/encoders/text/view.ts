import type { Matrix } from "../../matrix";

/** One of the encoder's ways to see a text: a sum over its terms of learned term vectors. */
export interface TermView {
  /** vocabulary × dimensions: what each occurrence of a term adds. */
  readonly termVectors: Matrix;
  /**
   * When given, the sum is divided by the number of known terms and this is added (dimensions).
   * Without it, the plain sum counts, since its length is normalised away.
   */
  readonly offset: Float32Array | null;
}
