export interface WinnowErrorParts {
  /** Stable, for programs: `label_class_archived`. */
  readonly code: string;
  /** What happened. One sentence. */
  readonly what: string;
  /** Why it happened, when that is known. */
  readonly why?: string;
  /** What to do next, and whether work is safe. */
  readonly next?: string;
  /** Whether the same request may succeed later. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** An error meant to be read by a person: its message says what happened, why, and what next. */
export class WinnowError extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(parts: WinnowErrorParts) {
    const message = [parts.what, parts.why, parts.next].filter(Boolean).join(" ");
    super(message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = new.target.name;
    this.code = parts.code;
    this.retryable = parts.retryable ?? false;
  }
}

/** What was asked for does not exist, or the asker may not know that it does. */
export class NotFoundError extends WinnowError {}

/** The asker is known and lacks the right. */
export class ForbiddenError extends WinnowError {}

/** What was given cannot be read or breaks a rule; sending it again changes nothing. */
export class InvalidInputError extends WinnowError {}

/** What was given is sound, yet the present state refuses it. */
export class ConflictError extends WinnowError {}

/** Something that must be there to run at all (a setting, a port, a binary) is not. */
export class SetupError extends WinnowError {}

/** Nobody reads more of a failure than this, in characters; the log has the rest. */
const longestReason = 300;

/**
 * What is told of a failure to everybody who sees the project. A failed query names itself with all its parameters, which
 * may be anybody's texts, and what the database said only as its cause; our own errors are written to be read.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && !(error instanceof WinnowError) && error.cause instanceof Error)
    return reasonOf(error.cause);
  // The error of a connection that was refused has no message.
  const reason = messageOf(error) || String(error);
  return reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
