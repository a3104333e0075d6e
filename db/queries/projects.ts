import { eq, type SQL, sql } from "drizzle-orm";
import type { ProjectRole, ProjectSummary, Task } from "@/lib/contracts/projects";
import type { Db } from "../client";
import { projects } from "../schema/projects";
import { countLabelsSpent } from "./spent";

/** Who asks: the owner of the server sees every project, others those they are a member of. */
export interface Reader {
  readonly id: string;
  readonly serverRole: "owner" | "member";
}

type ProjectRow = {
  id: string;
  name: string;
  modality: ProjectSummary["modality"];
  budget: number | null;
  created_at: string;
  role: ProjectRole | null;
  sample_count: number;
  accuracy: number | null;
  holdout_count: number | null;
};

/** The reader's projects, newest first. */
export async function listProjects(db: Db, reader: Reader): Promise<ProjectSummary[]> {
  const { rows } = await db.execute<ProjectRow>(sql`
    select p.id, p.name, p.modality, p.budget, p.created_at, m.role,
      (select coalesce(max(s.row) + 1, 0)::int from samples s where s.project_id = p.id) as sample_count,
      newest.accuracy, newest.holdout_count
    from projects p
    left join lateral (
      select e.accuracy, e.holdout_count from evaluations e join model_versions v on v.id = e.model_version_id
      where e.project_id = p.id order by v.number desc limit 1) newest on true
    left join memberships m on m.project_id = p.id and m.user_id = ${reader.id}
    where p.deleted_at is null and ${visibleTo(reader)}
    order by p.created_at desc, p.id`);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      name: row.name,
      modality: row.modality,
      sampleCount: row.sample_count,
      labelsSpent: await countLabelsSpent(db, row.id),
      budget: row.budget,
      accuracy: row.accuracy,
      holdoutCount: row.holdout_count ?? 0,
      role: row.role ?? "owner",
      createdAt: new Date(row.created_at).toISOString(),
    })),
  );
}

function visibleTo(reader: Reader): SQL {
  return reader.serverRole === "owner" ? sql`true` : sql`m.user_id is not null`;
}

export type ProjectHead = Pick<ProjectSummary, "id" | "name" | "modality"> & {
  readonly task: Task;
  /** The share of the labels that goes to the holdout. */
  readonly holdoutQuota: number;
};

/** What the frame of a project's pages shows; null when there is no such project. */
export async function readProjectHead(db: Db, projectId: string): Promise<ProjectHead | null> {
  const [head] = await db
    .select({
      id: projects.id,
      name: projects.name,
      modality: projects.modality,
      task: projects.task,
      holdoutQuota: projects.holdoutQuota,
    })
    .from(projects)
    .where(eq(projects.id, projectId));
  return head ?? null;
}
