import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { countLabelsSpent } from "@/db/queries/spent";
import { samples } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { projectNotFound } from "../access/authorize";
import type { Steering, UpdateProject } from "../contracts/projects";
import { newestFinished } from "../encodings/newest-encoding";
import { ConflictError, InvalidInputError } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../jobs/notify";
import { strategyIdsFor } from "./strategy-ids";

type Project = typeof projects.$inferSelect;

/** After one of these has changed, the next samples are other ones. */
const rankedBy = ["strategy", "exploreShare", "holdoutQuota", "holdoutWidth", "holdoutSampling"] as const;

/** After one of these has changed, the outlook is another one. */
const lookedAheadBy = ["targetMetric", "target", "holdoutWidth"] as const;

/**
 * Changes the settings that are given. Guidelines that really differ are marked as changed now, so that annotators are
 * told; what the queue depends on asks for a round, and what the outlook depends on for a new one. Pausing a paused
 * project keeps the instant since when it is; one that paused since its budget was spent goes on when the budget is
 * raised, and not before.
 */
export async function updateProject(db: Db, projectId: string, changes: UpdateProject): Promise<void> {
  const { isPaused, guidelines, ...plain } = changes;
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(projects).where(eq(projects.id, projectId)).for("no key update");
    if (!before) throw projectNotFound();
    requireStrategy(before, plain);
    requireReachable({ ...before, ...plain });
    const differ = guidelines !== undefined && guidelines !== before.guidelines;
    const values = {
      ...plain,
      ...(plain.holdoutSampling === "active" && {
        activeTestingRows: before.activeTestingRows ?? (await countDrawable(tx, projectId)),
      }),
      ...(differ && { guidelines, guidelinesChangedAt: sql`now()` }),
      ...((isPaused !== undefined || plain.budget !== undefined) && (await pauseOf(tx, before, changes))),
    };
    if (Object.keys(values).length === 0) return;
    await tx.update(projects).set(values).where(eq(projects.id, projectId));
    const hasChanged = (name: keyof typeof plain) =>
      plain[name] !== undefined && plain[name] !== before[name];
    if (rankedBy.some(hasChanged)) await enqueue(tx, "round", { projectId, cause: "settings" });
    if (lookedAheadBy.some(hasChanged)) await enqueue(tx, "outlook", { projectId });
    await notify(tx, projectId, "settings");
  });
}

/** Rows that a queue can draw from now: what is not encoded yet cannot be drawn. */
async function countDrawable(tx: Db, projectId: string): Promise<number> {
  const encoding = await newestFinished(tx, projectId);
  return encoding?.rowCount ?? (await tx.$count(samples, eq(samples.projectId, projectId)));
}

/** What the lead wants, and what the budget allows: a spent one pauses, whatever was the case before. */
async function pauseOf(tx: Db, before: Project, { isPaused, budget = before.budget }: UpdateProject) {
  const byLead = isPaused ?? (before.pausedBy !== "budget" && before.pausedAt !== null);
  if (byLead) return { pausedAt: before.pausedAt ?? sql`now()`, pausedBy: "lead" as const };
  const isSpent = budget !== null && (await countLabelsSpent(tx, before.id)) >= budget;
  if (!isSpent) return { pausedAt: null, pausedBy: null };
  if (isPaused === false) throw budgetSpent(budget);
  return { pausedAt: before.pausedAt ?? sql`now()`, pausedBy: "budget" as const };
}

function budgetSpent(budget: number): ConflictError {
  return new ConflictError({
    code: "budget_spent",
    what: `The budget of ${budget} labels is spent.`,
    next: "Raise the budget, or clear it, to go on. Nothing was changed.",
  });
}

/** Throws unless the strategy is one for such projects. */
function requireStrategy({ task }: Project, { strategy }: Partial<Steering>): void {
  if (strategy === undefined) return;
  const ids = strategyIdsFor(task);
  if (ids.includes(strategy)) return;
  throw new InvalidInputError({
    code: "unknown_strategy",
    what: `There is no query strategy “${strategy}” for this project.`,
    next: `Choose one of ${ids.join(", ")}. Nothing was changed.`,
  });
}

/** Accuracy and macro F1 end at 1; log loss, in nats, does not. */
function requireReachable({ target, targetMetric }: Pick<Project, "target" | "targetMetric">): void {
  if (target === null || targetMetric === "logLoss" || target <= 1) return;
  throw new InvalidInputError({
    code: "target_out_of_reach",
    what: `A target of ${target} cannot be reached: accuracy and macro F1 end at 1.`,
    next: "Give a share, such as 0.9 for 90 %. Nothing was changed.",
  });
}
