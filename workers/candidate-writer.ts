import type { Db } from "@/db/client";
import type { Log } from "@/lib/log";
import { type CandidatesToStore, storeClassCandidates } from "@/lib/rounds/store-class-candidates";

/** Stores the class candidates of rounds, after them and beside the next. */
export interface CandidateWriter {
  /** Stores them in a moment, or newer ones of the same project in their place. */
  write(candidates: CandidatesToStore): void;
  /** Stores at once what waits. */
  flush(): Promise<void>;
}

/**
 * A project's candidates are stored `waitMs` after the first round that is not stored yet, those of its newest round: they
 * are thousands of rows, and while people label, several rounds a second would write them for nobody to see. A worker
 * that is killed meanwhile leaves those of a round before.
 */
export function createCandidateWriter(tools: { db: Db; log: Log }, waitMs: number): CandidateWriter {
  /** The newest of each project. */
  const waiting = new Map<string, CandidatesToStore>();

  async function store(projectId: string): Promise<void> {
    const candidates = waiting.get(projectId);
    waiting.delete(projectId);
    if (!candidates) return;
    try {
      await storeClassCandidates(tools.db, candidates);
    } catch (error) {
      const { generation } = candidates;
      tools.log.error({ error, projectId, generation }, "class candidates not renewed");
    }
  }

  return {
    write(candidates) {
      const { projectId } = candidates;
      if (!waiting.has(projectId)) setTimeout(() => void store(projectId), waitMs).unref();
      waiting.set(projectId, candidates);
    },
    async flush() {
      await Promise.all([...waiting.keys()].map(store));
    },
  };
}
