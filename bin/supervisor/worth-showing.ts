const warning = 40;

/**
 * What of a child's log belongs on the terminal: warnings and errors among structured lines, and whatever
 * else it wrote to standard error, but not the trace and the fields below an error, which are indented. Null for the
 * rest, which the log file keeps.
 */
export function worthShowing(line: string, stream: "output" | "errors"): string | null {
  const entry = asLogEntry(line);
  if (!entry) return stream === "errors" && /^[^\s}\]]/.test(line) ? line : null;
  if (entry.level < warning) return null;
  const cause = entry.error?.message;
  const text = cause && !entry.msg.includes(cause) ? `${entry.msg}: ${cause}` : entry.msg;
  return text.split("\n")[0]!;
}

interface LogEntry {
  readonly level: number;
  readonly msg: string;
  readonly error?: { readonly message?: string };
}

function asLogEntry(line: string): LogEntry | null {
  if (!line.startsWith('{"level":')) return null;
  try {
    return JSON.parse(line) as LogEntry;
  } catch {
    return null;
  }
}
