import { and, desc, eq, max, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { annotations } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { rounds } from "@/db/schema/rounds";
import { projectNotFound } from "@/lib/access/authorize";
import type { RoundCause } from "@/lib/jobs/jobs";

export interface BegunRound {
  readonly id: string;
  readonly projectId: string;
  readonly number: number;
  /** The highest annotation sequence that the last published round saw. */
  readonly seenBefore: number;
}

/**
 * Opens the project's next round. One that a dead or frozen worker left running is abandoned first, so that
 * its late result is refused when it publishes. Throws for a deleted project.
 */
export async function beginRound(
  db: Db,
  input: { id: string; projectId: string; cause: RoundCause; workerId: string },
): Promise<BegunRound> {
  return db.transaction(async (tx) => {
    await requireNotDeleted(tx, input.projectId);
    await tx
      .update(rounds)
      .set({ state: "abandoned", finishedAt: sql`now()`, error: "The worker that ran it stopped." })
      .where(and(eq(rounds.projectId, input.projectId), eq(rounds.state, "running")));
    const [last] = await tx
      .select({ number: max(rounds.number) })
      .from(rounds)
      .where(eq(rounds.projectId, input.projectId));
    const [seen] = await tx
      .select({ sequence: rounds.seenSequence })
      .from(rounds)
      .where(and(eq(rounds.projectId, input.projectId), eq(rounds.state, "published")))
      .orderBy(desc(rounds.number))
      .limit(1);
    const [newest] = await tx
      .select({ sequence: max(annotations.sequence) })
      .from(annotations)
      .where(eq(annotations.projectId, input.projectId));
    const number = (last?.number ?? 0) + 1;
    const seenBefore = seen?.sequence ?? 0;
    await tx
      .insert(rounds)
      .values({ ...input, number, state: "running", seenSequence: newest?.sequence ?? 0 });
    return { id: input.id, projectId: input.projectId, number, seenBefore };
  });
}

/** Until this transaction ends, nobody deletes it: who does abandons the round, and must see it. */
async function requireNotDeleted(tx: Db, projectId: string): Promise<void> {
  const [project] = await tx
    .select({ deletedAt: projects.deletedAt })
    .from(projects)
    .where(eq(projects.id, projectId))
    .for("share");
  if (!project || project.deletedAt !== null) throw projectNotFound();
}
