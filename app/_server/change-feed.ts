import { z } from "zod";
import { listen } from "@/db/listen";
import { type ChangeKind, changesChannel } from "@/lib/jobs/notify";
import type { Log } from "@/lib/log";

/** `missed`: the feed was interrupted, so anything may have changed. */
export type Change = ChangeKind | "missed";

/** Tells what changes in projects, however many pages are open, over one database connection. */
export interface ChangeFeed {
  /** Calls `listener` for each change of the project until the returned function is called. */
  subscribe(projectId: string, listener: (change: Change) => void): () => void;
}

const messageSchema = z.object({ projectId: z.string(), kind: z.custom<ChangeKind>(isString) });

/** Listens from the first subscription on. */
export function createChangeFeed(databaseUrl: string, log: Log): ChangeFeed & { close(): Promise<void> } {
  const listeners = new Map<string, Set<(change: Change) => void>>();
  let connection: ReturnType<typeof listen> | null = null;

  function tell(projectId: string, change: Change): void {
    for (const listener of listeners.get(projectId) ?? []) listener(change);
  }

  function onMessage(payload: string): void {
    const { projectId, kind } = messageSchema.parse(JSON.parse(payload));
    tell(projectId, kind);
  }

  return {
    subscribe(projectId, listener) {
      connection ??= listen(databaseUrl, changesChannel, {
        onMessage,
        onConnected: () => {
          for (const id of listeners.keys()) tell(id, "missed");
        },
        onLost: (error) => log.warn({ error }, "the listening connection broke; it is made again"),
      });
      const ofProject = listeners.get(projectId) ?? new Set();
      listeners.set(projectId, ofProject.add(listener));
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
