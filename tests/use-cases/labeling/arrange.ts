import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { queueEntries, queues, sampleTruths } from "@/db/schema/labeling";
import { memberships } from "@/db/schema/projects";
import type { ProjectRole } from "@/lib/contracts/projects";
import { arrangeProject } from "../../setup/arrange-project";

export interface ArrangedBench {
  readonly projectId: string;
  readonly annotatorId: string;
  /** Class ids in the order of their keys. */
  readonly classIds: readonly string[];
  /** Sample ids in the order of their rows. */
  readonly sampleIds: readonly number[];
}

export async function arrangeUser(db: Db, serverRole: "owner" | "member" = "member"): Promise<string> {
  const id = randomUUID();
  await db.insert(users).values({ id, name: "Ada", email: `${id}@example.org`, serverRole });
  return id;
}

export async function arrangeMember(db: Db, projectId: string, role: ProjectRole): Promise<string> {
  const userId = await arrangeUser(db);
  await db.insert(memberships).values({ projectId, userId, role });
  return userId;
}

interface BenchOptions {
  readonly samples?: number;
  /** How many of them are in the queue, in row order; all by default. */
  readonly queued?: number;
  readonly classes?: string[];
  readonly truths?: boolean;
}

/** A text project with an annotator, three classes, ten samples and a queue. */
export async function arrangeBench(db: Db, options: BenchOptions = {}): Promise<ArrangedBench> {
  const count = options.samples ?? 10;
  const texts = Array.from({ length: count }, (_, row) => `Sample ${row}`);
  const classNames = options.classes ?? ["World", "Sports", "Business"];
  const project = await arrangeProject(db, texts, { classNames, holdoutShare: 0 });
  const { projectId, sampleIds, labelClassIds: classIds } = project;
  const annotatorId = await arrangeMember(db, projectId, "annotator");
  if (options.truths) {
    const truthOf = (row: number) => classIds[row % classIds.length]!;
    await db
      .insert(sampleTruths)
      .values(sampleIds.map((sampleId, row) => ({ sampleId, labelClassId: truthOf(row) })));
  }
  await publish(db, projectId, sampleIds.slice(0, options.queued ?? count));
  return { projectId, annotatorId, classIds, sampleIds };
}

/** Publishes the next queue generation with these samples in this order; returns its number. */
export async function publish(db: Db, projectId: string, sampleIds: readonly number[]): Promise<number> {
  return db.transaction(async (tx) => {
    const [live] = await tx.select().from(queues).where(eq(queues.projectId, projectId));
    const generation = (live?.generation ?? 0) + 1;
    if (sampleIds.length > 0) {
      await tx.insert(queueEntries).values(
        sampleIds.map((sampleId, rank) => ({
          projectId,
          generation,
          rank,
          sampleId,
          slot: "explore" as const,
          strategy: "random",
          score: 0.5,
          propensity: 0.25,
        })),
      );
    }
    const publishedAt = sql`now()`;
    await tx
      .insert(queues)
      .values({ projectId, generation, publishedAt })
      .onConflictDoUpdate({ target: queues.projectId, set: { generation, publishedAt } });
    return generation;
  });
}

/** Lets the leases of these samples, or all, run out. */
export async function expireLeases(db: Db, sampleIds?: readonly number[]): Promise<void> {
  const which = sampleIds ? sql`where sample_id = any(${sql.param(sampleIds)}::bigint[])` : sql``;
  await db.execute(sql`update leases set expires_at = now() - interval '1 second' ${which}`);
}

/** The round jobs of a project that wait in the job queue. */
export async function waitingRounds(db: Db, projectId: string): Promise<{ cause: string; isDue: boolean }[]> {
  const found = await db.execute<{ cause: string; is_due: boolean }>(sql`
    select payload ->> 'cause' as cause, run_at <= now() as is_due
    from graphile_worker._private_jobs where key = ${`round:${projectId}`}`);
  return found.rows.map(({ cause, is_due }) => ({ cause, isDue: is_due }));
}
