import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { jobFailures } from "@/db/schema/projects";
import { reasonOf } from "../errors";
import type { JobKind } from "./jobs";

export interface JobOfProject {
  readonly kind: JobKind;
  readonly projectId: string;
}

/** Imports and simulations tell of their failures themselves; of a project that is purged nobody is told anything. */
const toldElsewhere: ReadonlySet<JobKind> = new Set(["import", "simulate", "purge"]);

/**
 * Keeps why a job failed and when, by the database's clock: the queue knows only when the job was asked for. Of a project
 * that is gone or deleted nothing is kept.
 */
export async function keepFailure(db: Db, { kind, projectId }: JobOfProject, error: unknown): Promise<void> {
  if (toldElsewhere.has(kind)) return;
  await db.execute(sql`
    insert into job_failures (project_id, kind, message)
    select id, ${kind}, ${reasonOf(error)} from projects where id = ${projectId} and deleted_at is null
    on conflict (project_id, kind) do update set message = excluded.message, failed_at = excluded.failed_at`);
}

/** Forgets that a job of this kind failed: one has succeeded. */
export async function forgetFailure(db: Db, { kind, projectId }: JobOfProject): Promise<void> {
  await db.delete(jobFailures).where(and(eq(jobFailures.projectId, projectId), eq(jobFailures.kind, kind)));
}
