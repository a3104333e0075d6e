import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { countRequested, isDecided } from "@/db/queries/requested-samples";
import { mostRequested, type RequestedSamples } from "../contracts/map";
import { ConflictError } from "../errors";
import { notify } from "../jobs/notify";
import { isHoldout } from "../learning/evaluation/holdout";

interface RequestToMake {
  readonly projectId: string;
  readonly requestedBy: string;
  readonly sampleIds: readonly number[];
}

/**
 * Asks for these samples next, in this order and after those that were asked for before. Rows of the holdout reserve are
 * left out, as is what is labeled, skipped or flagged: who chooses what is measured on chooses the figure. Throws a ConflictError when more
 * than `mostRequested` would wait.
 */
export async function requestSamples(db: Db, request: RequestToMake): Promise<RequestedSamples> {
  const { projectId, requestedBy } = request;
  const sampleIds = [...new Set(request.sampleIds)];
  return db.transaction(async (tx) => {
    const { seed, holdoutShare } = await lockProject(tx, projectId);
    const found = await readState(tx, projectId, sampleIds);
    const unlabeled = found.filter(({ isLabeled }) => !isLabeled);
    const undecided = unlabeled.filter(({ isPassedOver }) => !isPassedOver);
    const askable = undecided.filter(({ row }) => !isHoldout(seed, row, holdoutShare));
    const fresh = askable.filter(({ isRequested }) => !isRequested);
    const before = await countRequested(tx, projectId);
    if (before + fresh.length > mostRequested) throw tooMany(before);
    if (fresh.length > 0) {
      const ids = fresh.map(({ sampleId }) => sampleId);
      await tx.execute(sql`
        insert into requested_samples (project_id, sample_id, requested_by)
        select ${projectId}, id, ${requestedBy}
        from unnest(${sql.param(ids)}::bigint[]) with ordinality wanted (id, place) order by place
        on conflict do nothing`);
      await notify(tx, projectId, "settings");
    }
    return {
      waiting: before + fresh.length,
      added: fresh.length,
      already: askable.length - fresh.length,
      holdout: undecided.length - askable.length,
      labeled: found.length - unlabeled.length,
      passedOver: unlabeled.length - undecided.length,
      unknown: sampleIds.length - found.length,
    };
  });
}

/** Asks for none of them any more; returns how many are left, which is none. What somebody holds already stays theirs. */
export async function clearRequestedSamples(db: Db, projectId: string): Promise<{ waiting: number }> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`delete from requested_samples where project_id = ${projectId}`);
    await notify(tx, projectId, "settings");
  });
  return { waiting: await countRequested(db, projectId) };
}

/** Held until the end, so that two leads at once do not ask for more than may wait. */
async function lockProject(tx: Db, projectId: string) {
  const { rows } = await tx.execute<{ seed: number; holdout_share: number }>(sql`
    select seed, holdout_share from projects where id = ${projectId} for no key update`);
  const { seed, holdout_share } = rows[0]!;
  return { seed, holdoutShare: holdout_share };
}

type StateRow = {
  id: string;
  row: number;
  is_labeled: boolean;
  is_passed_over: boolean;
  is_requested: boolean;
};

/** Those of the samples that the project has, in the order in which they were named. */
async function readState(tx: Db, projectId: string, sampleIds: readonly number[]) {
  const { rows } = await tx.execute<StateRow>(sql`
    select s.id, s.row,
      exists (select from labels l where l.sample_id = s.id) as is_labeled,
      ${isDecided(sql`s.id`)} as is_passed_over,
      exists (select from requested_samples r where r.project_id = s.project_id and r.sample_id = s.id)
        as is_requested
    from unnest(${sql.param(sampleIds)}::bigint[]) with ordinality wanted (id, place)
    join samples s on s.id = wanted.id and s.project_id = ${projectId}
    order by wanted.place`);
  return rows.map(({ id, row, is_labeled, is_passed_over, is_requested }) => ({
    row,
    sampleId: Number(id),
    isLabeled: is_labeled,
    isPassedOver: is_passed_over,
    isRequested: is_requested,
  }));
}

function tooMany(waiting: number): ConflictError {
  return new ConflictError({
    code: "too_many_requested",
    what: `At most ${mostRequested} samples can be asked for at once, and ${waiting} wait already.`,
    next: "Choose fewer, or clear those that wait. Nothing was changed.",
  });
}
