import { z } from "zod";
import { listen } from "@/db/listen";
import { type ChangeKind, changesChannel } from "@/lib/jobs/notify";
import type { Log } from "@/lib/log";

/** `missed`: the feed was interrupted, so anything may have changed. */
export type Change = ChangeKind | "missed";

/** Tells what changes in projects, however many pages are open, over one database connection. */
export interface ChangeFeed {
  /**
   * Calls `listener` for each change of the project until the returned function is called, and at once for what changed in
   * the last `ageMs` (`longestReplayMs` at most): a page is read first and subscribes when it is shown.
   */
  subscribe(projectId: string, ageMs: number, listener: (change: Change) => void): () => void;
}

const messageSchema = z.object({ projectId: z.string(), kind: z.custom<ChangeKind>(isString) });

/** How long a change is told to those who come after it. A page that took longer to open looks again by itself. */
export const longestReplayMs = 10_000;

interface ChangeFeedOptions {
  readonly databaseUrl: string;
  readonly log: Log;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Listens from the first subscription on. */
export function createChangeFeed({
  databaseUrl,
  log,
  now,
}: ChangeFeedOptions): ChangeFeed & { close(): Promise<void> } {
  const listeners = new Map<string, Set<(change: Change) => void>>();
  // By project, the one that changed last at the end.
  const latest = new Map<string, { readonly change: Change; readonly at: number }>();
  let connectedAt = Number.NEGATIVE_INFINITY;
  let connection: ReturnType<typeof listen> | null = null;

  function tell(projectId: string, change: Change): void {
    for (const listener of listeners.get(projectId) ?? []) listener(change);
  }

  function forgetOld(): void {
    for (const [projectId, { at }] of latest) {
      if (now() - at <= longestReplayMs) return;
      latest.delete(projectId);
    }
  }

  function changeSince(projectId: string, since: number): Change | null {
    const last = latest.get(projectId);
    if (last && last.at >= since) return last.change;
    return connectedAt >= since ? "missed" : null;
  }

  function onMessage(payload: string): void {
    const { projectId, kind } = messageSchema.parse(JSON.parse(payload));
    latest.delete(projectId);
    latest.set(projectId, { change: kind, at: now() });
    forgetOld();
    tell(projectId, kind);
  }

  return {
    subscribe(projectId, ageMs, listener) {
      connection ??= listen(databaseUrl, changesChannel, {
        onMessage,
        onConnected: () => {
          connectedAt = now();
          for (const id of listeners.keys()) tell(id, "missed");
        },
        onLost: (error) => log.warn({ error }, "the listening connection broke; it is made again"),
      });
      const ofProject = listeners.get(projectId) ?? new Set();
      listeners.set(projectId, ofProject.add(listener));
      const recent = changeSince(projectId, now() - Math.min(ageMs, longestReplayMs));
      if (recent) listener(recent);
      return () => {
        ofProject.delete(listener);
        if (ofProject.size === 0) listeners.delete(projectId);
      };
    },
    async close() {
      await connection?.close();
    },
  };
}

function isString(value: unknown): boolean {
  return typeof value === "string";
}
