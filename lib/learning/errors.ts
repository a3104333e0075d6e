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

/** A learner was asked to learn from no label at all. */
export class NoLabelsError extends Error {
  override readonly name = "NoLabelsError";
  readonly code = "no-labels";
  readonly retryable = false;

  constructor() {
    super("There is no training label yet, so there is nothing to learn from. Label a sample first.");
  }
}

/** Nothing of the kind (a strategy, a learner, an encoder) is registered under the id. */
export class UnknownIdError extends Error {
  override readonly name = "UnknownIdError";
  readonly code: string;
  readonly retryable = false;

  constructor(kind: string, id: string, known: readonly string[]) {
    super(`There is no ${kind} "${id}". Choose one of: ${known.join(", ")}.`);
    this.code = `unknown-${kind.replaceAll(" ", "-")}`;
  }
}
