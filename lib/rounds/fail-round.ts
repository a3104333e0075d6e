import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { rounds } from "@/db/schema/rounds";
import { notify } from "@/lib/jobs/notify";

/** Closes a round that could not be finished; the queue stays as it was and the panel shows `error`. */
export async function failRound(
  db: Db,
  round: { id: string; projectId: string },
  error: string,
): Promise<void> {
  await db
    .update(rounds)
    .set({ state: "failed", error, finishedAt: sql`clock_timestamp()` })
    .where(and(eq(rounds.id, round.id), eq(rounds.state, "running")));
  await notify(db, round.projectId, "round");
}
