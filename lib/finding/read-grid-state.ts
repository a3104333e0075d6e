import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { countClassCandidates } from "@/db/queries/class-candidates";
import { countUndecided } from "@/db/queries/undecided";
import type { GridState } from "../contracts/finding";
import { areEnoughClasses } from "../labeling/are-enough-classes";
import { isImporting } from "../labeling/empty-reason";
import { labelsUntilRound } from "../rounds/request-round-after-label";

/** What the grid can offer an annotator now, by class, and what is missing where it can offer nothing. */
export async function readGridState(
  db: Db,
  asker: { readonly projectId: string; readonly annotatorId: string },
): Promise<GridState> {
  const [candidates, { missing }, project] = await Promise.all([
    countClassCandidates(db, asker),
    labelsUntilRound(db, asker.projectId),
    readProject(db, asker.projectId),
  ]);
  // Where there are candidates something is undecided.
  const isFinished =
    candidates.every(({ count }) => count === 0) && (await isAllDecided(db, asker.projectId));
  return {
    modelNumber: project.modelNumber,
    labelsUntilRound: Math.max(0, missing),
    lacks: await whatIsLacking(db, asker.projectId, project, candidates.length),
    isPaused: project.isPaused,
    isFinished,
    candidates,
  };
}

/** Whether there are samples, and a decision about each. */
async function isAllDecided(db: Db, projectId: string): Promise<boolean> {
  const { samples, undecided } = await countUndecided(db, projectId);
  return samples > 0 && undecided === 0;
}

type Project = Awaited<ReturnType<typeof readProject>>;

/** Classes come first: without them samples are of no use to an annotator. */
async function whatIsLacking(
  db: Db,
  projectId: string,
  { task, hasSamples }: Project,
  classes: number,
): Promise<GridState["lacks"]> {
  const lacks = !areEnoughClasses(task, classes) ? "classes" : hasSamples ? null : "samples";
  return lacks !== null && (await isImporting(db, projectId)) ? "import" : lacks;
}

type ProjectRow = {
  task: "single" | "multi";
  model_number: number | null;
  is_paused: boolean;
  has_samples: boolean;
};

async function readProject(db: Db, projectId: string) {
  const found = await db.execute<ProjectRow>(sql`
    select task, paused_at is not null as is_paused,
      (select max(number) from model_versions m where m.project_id = p.id) as model_number,
      exists (select from samples s where s.project_id = p.id) as has_samples
    from projects p where id = ${projectId}`);
  const { task, model_number, is_paused, has_samples } = found.rows[0]!;
  return { task, modelNumber: model_number, isPaused: is_paused, hasSamples: has_samples };
}
