import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { BenchState } from "@/lib/contracts/labeling";
import type { Db } from "../client";
import { labelClasses, projects } from "../schema/projects";
import { countLabelsSpent } from "./spent";

export interface BenchQuery {
  readonly projectId: string;
  readonly annotatorId: string;
  /** From this instant on the annotator's labels are today's. */
  readonly since: string;
}

/** All that the bench shows but how many labels are missing for the next round; null when there is no project. */
export async function readBenchState(
  db: Db,
  query: BenchQuery,
): Promise<Omit<BenchState, "labelsUntilRound"> | null> {
  const { projectId } = query;
  const [[project], classes, own, labelsSpent, live] = await Promise.all([
    db.select().from(projects).where(eq(projects.id, projectId)),
    db
      .select({
        id: labelClasses.id,
        name: labelClasses.name,
        description: labelClasses.description,
        position: labelClasses.position,
      })
      .from(labelClasses)
      .where(and(eq(labelClasses.projectId, projectId), isNull(labelClasses.archivedAt)))
      .orderBy(asc(labelClasses.position)),
    readOwnLabels(db, query),
    countLabelsSpent(db, projectId),
    readLive(db, projectId),
  ]);
  if (!project) return null;
  return {
    projectId,
    projectName: project.name,
    modality: project.modality,
    guidelines: project.guidelines,
    credit: project.credit,
    labelClasses: classes,
    ownToday: own.today,
    ownTotal: own.total,
    labelsSpent,
    budget: project.budget,
    ...live,
  };
}

/** Labels given by hand: those that an oracle or a file gave in the annotator's name are not theirs. */
async function readOwnLabels(db: Db, { projectId, annotatorId, since }: BenchQuery) {
  const counted = await db.execute<{ today: number; total: number }>(sql`
    select count(*) filter (where a.created_at >= ${since}::timestamptz)::int as today, count(*)::int as total
    from annotations a
    where a.project_id = ${projectId} and a.annotator_id = ${annotatorId}
      and a.action = 'label' and a.source = 'annotator'
      and not exists (select from annotations u where u.undoes = a.id)`);
  return counted.rows[0]!;
}

async function readLive(db: Db, projectId: string) {
  const found = await db.execute<{ model_number: number | null; published_at: string | null }>(sql`
    select
      (select max(number) from model_versions where project_id = ${projectId}) as model_number,
      (select published_at from queues where project_id = ${projectId}) as published_at`);
  const { model_number, published_at } = found.rows[0]!;
  return {
    modelNumber: model_number,
    queuePublishedAt: published_at === null ? null : new Date(published_at).toISOString(),
  };
}
