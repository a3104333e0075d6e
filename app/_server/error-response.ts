import type { ErrorBody } from "@/lib/contracts/errors";
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  SetupError,
  WinnowError,
} from "@/lib/errors";
import { createLog, type Log } from "@/lib/log";

/** Seconds after which a client may ask again when the server could not answer. */
const retryAfterSeconds = 2;

/** HTTP numbers exist only here. */
const statuses: readonly [new (...parts: never[]) => WinnowError, number][] = [
  [NotFoundError, 404],
  [ForbiddenError, 403],
  [InvalidInputError, 400],
  [ConflictError, 409],
  [SetupError, 503],
];

/** PostgreSQL and its driver saying: not now. */
const passingCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "08006",
  "40001",
  "40P01",
  "53300",
  "55P03",
  "57014",
  "57P01",
  "57P02",
  "57P03",
]);

/** Any error as a response: ours in their own words, the database's absence as 503, the rest without details. */
export function errorResponse(error: unknown, log: Log = createLog("web")): Response {
  if (error instanceof WinnowError) {
    const status = statuses.find(([kind]) => error instanceof kind)?.[1] ?? 500;
    return refuse(status, { code: error.code, message: error.message, retryable: error.retryable });
  }
  if (isPassing(error)) {
    log.warn({ error }, "the database did not answer");
    return refuse(503, {
      code: "unavailable",
      message: "The database does not answer at the moment. Try again in a few seconds; nothing was changed.",
      retryable: true,
    });
  }
  if (isDataException(error)) {
    log.warn({ error }, "a request held what the database cannot keep");
    return refuse(400, {
      code: "invalid_request",
      message: "The request holds a character or a number that cannot be stored. Nothing was changed.",
      retryable: false,
    });
  }
  const reference = crypto.randomUUID();
  log.error({ error, reference }, "a request failed");
  return refuse(500, {
    code: "unexpected",
    message: `Something went wrong on the server. Its log tells more under reference ${reference}.`,
    retryable: true,
  });
}

export function refuse(status: number, error: ErrorBody["error"]): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (status === 503) headers.set("retry-after", String(retryAfterSeconds));
  return Response.json({ error } satisfies ErrorBody, { status, headers });
}

/** What PostgreSQL says of values that its types cannot hold (SQLSTATE class 22). */
function isDataException(error: unknown): boolean {
  return causesOf(error).some(({ code }) => /^22[0-9A-Z]{3}$/.test(code ?? ""));
}

const passingMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function isPassing(error: unknown): boolean {
  return causesOf(error).some(({ code, syscall, message }) => {
    if (code !== undefined && (passingCodes.has(code) || syscall === "connect")) return true;
    return passingMessages.test(message);
  });
}

/** Drizzle wraps what the driver threw, so the causes are looked through. */
function causesOf(error: unknown): NodeJS.ErrnoException[] {
  const causes: NodeJS.ErrnoException[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) causes.push(cause);
  return causes;
}
