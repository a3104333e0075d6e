import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Panel } from "@/lib/contracts/panel";
import type { Db } from "../client";
import { encodings, labelClasses, projects } from "../schema/projects";
import { evaluations, modelVersions } from "../schema/rounds";
import { readActivity } from "./activity";
import { pinnedModelNumber } from "./pinned-model-number";
import { readSpent } from "./spent";

const modelsShown = 20;

/** Everything the project page shows; null when there is no such project. */
export async function readPanel(db: Db, projectId: string): Promise<Panel | null> {
  const [project, spent, pool, classes, encoder, models, activity] = await Promise.all([
    readProject(db, projectId),
    readSpent(db, projectId),
    readPool(db, projectId),
    readClasses(db, projectId),
    readEncoder(db, projectId),
    readModels(db, projectId),
    readActivity(db, projectId),
  ]);
  if (!project) return null;
  return {
    project,
    labelClasses: classes.map((row) => ({
      ...row,
      archivedAt: row.archivedAt?.toISOString() ?? null,
      labels: spent.byClass.get(row.id) ?? 0,
    })),
    spent: spent.spent,
    pool: { ...pool, unlabeled: Math.max(0, pool.samples - spent.labeled) },
    encoder,
    models,
    ...activity,
  };
}

async function readProject(db: Db, projectId: string): Promise<Panel["project"] | undefined> {
  const rows = await db
    .select({
      id: projects.id,
      name: projects.name,
      modality: projects.modality,
      task: projects.task,
      budget: projects.budget,
      strategy: projects.strategy,
      credit: projects.credit,
      pausedBy: projects.pausedBy,
      pinnedModelNumber: pinnedModelNumber(sql`projects`),
      // Written out: drizzle leaves table names away where it selects from one table only.
      hasTruth: sql<boolean>`exists (
        select from imports i
        where i.project_id = projects.id and i.label_use = 'truth' and i.state = 'done')`,
    })
    .from(projects)
    .where(eq(projects.id, projectId));
  return rows[0];
}

/**
 * Rows have no gaps, so the last one tells how many there are without counting them. What is held for a second opinion has a
 * label, and is none of what is handed out of the unlabeled.
 */
async function readPool(db: Db, projectId: string): Promise<Omit<Panel["pool"], "unlabeled">> {
  const result = await db.execute<{
    samples: number;
    leased: number;
    lease_holders: number;
    importing: boolean;
  }>(sql`
    select
      (select coalesce(max(row) + 1, 0)::int from samples where project_id = ${projectId}) as samples,
      exists (
        select from imports where project_id = ${projectId} and state in ('waiting', 'running')) as importing,
      count(*)::int as leased,
      count(distinct annotator_id)::int as lease_holders
    from leases h where project_id = ${projectId} and expires_at > now()
      and not exists (select from labels l where l.sample_id = h.sample_id offset 0)`);
  const row = result.rows[0]!;
  return {
    samples: row.samples,
    leased: row.leased,
    leaseHolders: row.lease_holders,
    importing: row.importing,
  };
}

function readClasses(db: Db, projectId: string) {
  return db
    .select({
      id: labelClasses.id,
      name: labelClasses.name,
      position: labelClasses.position,
      archivedAt: labelClasses.archivedAt,
    })
    .from(labelClasses)
    .where(eq(labelClasses.projectId, projectId))
    .orderBy(asc(labelClasses.position));
}

async function readEncoder(db: Db, projectId: string): Promise<Panel["encoder"]> {
  const [newest] = await db
    .select({ name: encodings.encoder, chosenBecause: encodings.chosenBecause, chosenBy: encodings.chosenBy })
    .from(encodings)
    .where(and(eq(encodings.projectId, projectId), eq(encodings.state, "done")))
    .orderBy(desc(encodings.startedAt))
    .limit(1);
  return newest ?? null;
}

async function readModels(db: Db, projectId: string): Promise<Panel["models"]> {
  const rows = await db
    .select({
      number: modelVersions.number,
      learner: modelVersions.learner,
      strategy: modelVersions.strategy,
      trainingLabels: modelVersions.trainingLabels,
      chosen: modelVersions.chosen,
      temperature: modelVersions.temperature,
      createdAt: modelVersions.createdAt,
      accuracy: evaluations.accuracy,
      holdoutCount: sql<number>`coalesce(${evaluations.holdoutCount}, 0)`,
    })
    .from(modelVersions)
    .leftJoin(evaluations, eq(evaluations.modelVersionId, modelVersions.id))
    .where(eq(modelVersions.projectId, projectId))
    .orderBy(desc(modelVersions.number))
    .limit(modelsShown);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
