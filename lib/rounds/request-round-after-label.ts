import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { annotations } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { rounds } from "@/db/schema/rounds";
import { enqueue } from "@/lib/jobs/enqueue";

/** A single label waits this long for company before the worker trains on it. */
const patienceSeconds = 0.5;

/** Asks for a round at once when `labelsPerRound` labels are new since the last round, else in a moment. */
export async function requestRoundAfterLabel(db: Db, projectId: string): Promise<void> {
  const due = (await labelsUntilRound(db, projectId)) <= 0;
  await enqueue(db, "round", { projectId, cause: "labels" }, due ? {} : { delaySeconds: patienceSeconds });
}

/** How many more labels start a round at once. Looks at no more annotations than that number. */
export async function labelsUntilRound(db: Db, projectId: string): Promise<number> {
  const [project] = await db
    .select({ labelsPerRound: projects.labelsPerRound })
    .from(projects)
    .where(eq(projects.id, projectId));
  if (!project) return 0;
  const [seen] = await db
    .select({ sequence: rounds.seenSequence })
    .from(rounds)
    .where(and(eq(rounds.projectId, projectId), inArray(rounds.state, ["published", "running"])))
    .orderBy(desc(rounds.number))
    .limit(1);
  const fresh = await db
    .select({ id: annotations.id })
    .from(annotations)
    .where(
      and(
        eq(annotations.projectId, projectId),
        sql`${annotations.sequence} > ${seen?.sequence ?? 0}`,
        sql`${annotations.source} <> 'imported'`,
      ),
    )
    .limit(project.labelsPerRound);
  return project.labelsPerRound - fresh.length;
}
