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

/** The named query strategy does not exist. */
export class UnknownStrategyError extends Error {
  override readonly name = "UnknownStrategyError";
  readonly code = "unknown-strategy";
  readonly retryable = false;

  constructor(id: string, known: readonly string[]) {
    super(`There is no query strategy "${id}". Choose one of: ${known.join(", ")}.`);
  }
}

/** The named learner does not exist. */
export class UnknownLearnerError extends Error {
  override readonly name = "UnknownLearnerError";
  readonly code = "unknown-learner";
  readonly retryable = false;

  constructor(id: string, known: readonly string[]) {
    super(`There is no learner "${id}". Choose one of: ${known.join(", ")}.`);
  }
}
