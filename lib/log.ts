import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** Keys whose values never reach a log, wherever they turn up one or two levels deep. */
const secretKeys = [
  "password",
  "secret",
  "token",
  "authorization",
  "cookie",
  "databaseUrl",
  "connectionString",
];

/** Up to the first line of the stack, or the end. */
const queryParameters = /\nparams: [\s\S]*?(?=\n {4}at |$)/g;

/**
 * pino's own destination blocks the process for ever when nobody reads the pipe behind standard output any
 * more, as when the supervisor was killed; Node's stream drops the line.
 */
const standardOutput: DestinationStream = { write: (line) => void process.stdout.write(line) };

/**
 * One JSON object a line on standard output. `part` names the process or the use case that speaks.
 * Sample payloads and secrets are not logged: log ids.
 */
export function createLog(part: string, level = "info", destination?: DestinationStream): Log {
  const options = {
    level,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[secret]" },
    serializers: { error: withoutParameters },
  };
  return pino(options, destination ?? standardOutput);
}

/**
 * Drizzle's errors list the parameters of the query: texts of samples, session tokens, password hashes. Libraries carry
 * such errors in fields of their own, so all of them are looked through.
 */
function withoutParameters(error: Error): unknown {
  return scrubbed(pino.stdSerializers.errWithCause(error), new Set());
}

function scrubbed(value: unknown, seen: Set<unknown>): unknown {
  if (typeof value === "string") return value.replace(queryParameters, "\nparams: [secret]");
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return "[again]";
  seen.add(value);
  if (Array.isArray(value)) return value.map((one) => scrubbed(one, seen));
  const own = value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value;
  const parts = Object.entries(own).filter(([name]) => name !== "params");
  const cause = value instanceof Error && value.cause !== undefined ? [["cause", value.cause] as const] : [];
  return Object.fromEntries([...parts, ...cause].map(([name, part]) => [name, scrubbed(part, seen)]));
}
