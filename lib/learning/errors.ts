/** An encoder was asked to learn from a pool that holds no sample. */
export class EmptyPoolError extends Error {
  override readonly name = "EmptyPoolError";
  readonly code = "empty-pool";
  readonly retryable = false;

  constructor() {
    super("The pool is empty, so there is nothing to learn embeddings from. Import samples first.");
  }
}

/** NaN or infinity reached the arithmetic; nothing was computed from it. */
export class NonFiniteError extends Error {
  override readonly name = "NonFiniteError";
  readonly code = "non-finite";
  readonly retryable = false;

  /** @param what the values concerned, e.g. `nearestRows: queries`. */
  constructor(what: string) {
    super(`${what}: NaN or infinity where finite numbers are needed.`);
  }
}
