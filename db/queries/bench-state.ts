import { asc, eq, sql } from "drizzle-orm";
import type { BenchState } from "@/lib/contracts/labeling";
import type { Db } from "../client";
import { labelClasses, projects } from "../schema/projects";
import { ownCurrentDecisions, ownDecisions, ownYesAndNo } from "./own-decisions";
import { countLabelsSpent } from "./spent";

export interface BenchQuery {
  readonly projectId: string;
  readonly annotatorId: string;
  /** From this instant on the annotator's labels are today's. */
  readonly since: string;
}

interface Found extends Omit<BenchState, "labelsUntilRound" | "labelClasses"> {
  readonly classes: (Omit<BenchState["labelClasses"][number], "keys"> & { readonly isArchived: boolean })[];
}

/** What is known with one look; `classes` with those that were archived. Null when there is no project. */
export async function readBenchState(db: Db, query: BenchQuery): Promise<Found | null> {
  const { projectId } = query;
  const [[project], classes, own, labelsSpent, live] = await Promise.all([
    db.select().from(projects).where(eq(projects.id, projectId)),
    db
      .select({
        id: labelClasses.id,
        name: labelClasses.name,
        description: labelClasses.description,
        examples: labelClasses.examples,
        position: labelClasses.position,
        isArchived: sql<boolean>`${labelClasses.archivedAt} is not null`,
      })
      .from(labelClasses)
      .where(eq(labelClasses.projectId, projectId))
      .orderBy(asc(labelClasses.position)),
    readOwnNumbers(db, query),
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
    task: project.task,
    suggestions: project.suggestions,
    skipAsksReason: project.skipAsksReason,
    isPaused: project.pausedAt !== null,
    classes,
    guidelinesChangedAt: project.guidelinesChangedAt?.toISOString() ?? null,
    ...own,
    labelsSpent,
    budget: project.budget,
    ...live,
  };
}

type OwnRow = {
  own_today: number;
  own_total: number;
  own_yes_and_no_today: number;
  own_seconds_today: number;
  own_last_at: string | null;
};

/**
 * Samples whose newest decision of the annotator is a label given by hand: those that an oracle or a file gave in
 * their name are not theirs. Seconds count what was taken back, too: the time was spent.
 */
async function readOwnNumbers(db: Db, { since, ...own }: BenchQuery) {
  const counted = await db.execute<OwnRow>(sql`
    select
      (select count(*)::int from (${ownCurrentDecisions(own)}) c where action = 'label') as own_total,
      (select count(*)::int from (${ownCurrentDecisions(own)}) c
        where action = 'label' and created_at >= ${since}::timestamptz) as own_today,
      (select count(*)::int from (${ownYesAndNo(own)}) d
        where created_at >= ${since}::timestamptz) as own_yes_and_no_today,
      (select coalesce(sum(seconds), 0)::float8 from (${ownDecisions(own)}) d
        where created_at >= ${since}::timestamptz) as own_seconds_today,
      (select max(created_at)::text from (${ownDecisions(own)}) d) as own_last_at`);
  const { own_today, own_total, own_yes_and_no_today, own_seconds_today, own_last_at } = counted.rows[0]!;
  return {
    ownToday: own_today,
    ownTotal: own_total,
    ownAnswersToday: own_today + own_yes_and_no_today,
    ownSecondsToday: own_seconds_today,
    ownLastAt: own_last_at === null ? null : new Date(own_last_at).toISOString(),
  };
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
