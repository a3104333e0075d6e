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
    serializers: { error: pino.stdSerializers.errWithCause },
  };
  return destination ? pino(options, destination) : pino(options);
}
