import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { countClassCandidates } from "@/db/queries/class-candidates";
import { countUndecided } from "@/db/queries/undecided";
import type { GridState } from "../contracts/finding";
import { labelsUntilRound } from "../rounds/request-round-after-label";

/** What the grid can offer an annotator now, by class, and what is missing where it can offer nothing. */
export async function readGridState(
  db: Db,
  asker: { readonly projectId: string; readonly annotatorId: string },
): Promise<GridState> {
  const [candidates, missing, project] = await Promise.all([
    countClassCandidates(db, asker),
    labelsUntilRound(db, asker.projectId),
    readProject(db, asker.projectId),
  ]);
  // Where there are candidates something is undecided.
  const isFinished =
    candidates.every(({ count }) => count === 0) && (await isAllDecided(db, asker.projectId));
  return { ...project, labelsUntilRound: Math.max(0, missing), isFinished, candidates };
}

/** Whether there are samples, and a decision about each. */
async function isAllDecided(db: Db, projectId: string): Promise<boolean> {
  const { samples, undecided } = await countUndecided(db, projectId);
  return samples > 0 && undecided === 0;
}

async function readProject(db: Db, projectId: string) {
  const found = await db.execute<{ model_number: number | null; is_paused: boolean }>(sql`
    select paused_at is not null as is_paused,
      (select max(number) from model_versions m where m.project_id = p.id) as model_number
    from projects p where id = ${projectId}`);
  const { model_number, is_paused } = found.rows[0]!;
  return { modelNumber: model_number, isPaused: is_paused };
}
