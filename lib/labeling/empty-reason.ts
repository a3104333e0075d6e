import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { countUndecided } from "@/db/queries/undecided";
import type { TakenLeases } from "../contracts/labeling";
import { enqueue } from "../jobs/enqueue";
import { isHoldout } from "../learning/evaluation/holdout";
import type { Asked } from "./hand-out";

type Empty = NonNullable<TakenLeases["empty"]>;

/** Why nobody can label while classes are missing: a file that may bring them is being read, or nothing will. */
export async function whyClassesAreMissing(db: Db, projectId: string): Promise<Empty> {
  return { reason: (await isImporting(db, projectId)) ? "preparing" : "no-classes", until: null };
}

/** What is left, of the pool or of the budget, is with others until the first of their leases ends. */
export async function whyRestIsHeld(
  db: Db,
  projectId: string,
  reason: "leased" | "budget-leased",
): Promise<Empty> {
  const found = await db.execute<{ until: string | null }>(sql`
    select min(expires_at) as until from leases where project_id = ${projectId} and expires_at > now()`);
  const { until } = found.rows[0]!;
  return { reason, until: until === null ? null : new Date(until).toISOString() };
}

/** Whether a file is being read, or waits to be. */
export async function isImporting(db: Db, projectId: string): Promise<boolean> {
  const found = await db.execute(sql`
    select from imports where project_id = ${projectId} and state in ('waiting', 'running') limit 1`);
  return found.rows.length > 0;
}

/** Nobody decided about the sample `s`, and nobody holds it. */
export const isFree = sql`
  not exists (select from current_annotations c where c.sample_id = s.id)
  and not exists (select from leases l where l.sample_id = s.id and l.expires_at > now())`;

/**
 * Why nobody can be given a sample: all are decided (`done`), the last ones are with others (`leased`, until
 * the first of those leases ends), there are none (`no-samples`), they are not in the queue yet (`preparing`: a file
 * is being read, or a round is asked for), or what is left cannot be asked of one class (`asked`, `blind`).
 */
export async function whyNothingIsLeft(
  db: Db,
  asked: Pick<Asked, "projectId" | "labelClassId" | "noIsAnAnswer">,
): Promise<Empty> {
  const { projectId } = asked;
  const { samples, undecided, held } = await countUndecided(db, projectId);
  if (samples === 0)
    return { reason: (await isImporting(db, projectId)) ? "preparing" : "no-samples", until: null };
  if (undecided > held) {
    const reason = await whyNotAskable(db, asked);
    if (reason) return { reason, until: null };
    await enqueue(db, "round", { projectId, cause: "queue-low" });
    return { reason: "preparing", until: null };
  }
  if (undecided === 0) return { reason: "done", until: null };
  return whyRestIsHeld(db, projectId, "leased");
}

/** Rows looked at at once: most pools have one that can be asked about among the first. */
const pageRows = 1_000;

/**
 * Why the free samples cannot be asked whether they are of the class: all are of the holdout reserve, where a no says
 * too little to measure anything (`blind`), or somebody answered already (`asked`). Null when one can be asked about.
 */
async function whyNotAskable(
  db: Db,
  { projectId, labelClassId, noIsAnAnswer }: Pick<Asked, "projectId" | "labelClassId" | "noIsAnAnswer">,
): Promise<"asked" | "blind" | null> {
  if (labelClassId === null || noIsAnAnswer) return null;
  const { seed, holdoutShare } = await readReserve(db, projectId);
  let reason: "asked" | "blind" = "blind";
  for (let after = -1; ; ) {
    const { rows } = await db.execute<{ row: number; is_answered: boolean }>(sql`
      select s.row, exists (
        select from annotations a
        where a.sample_id = s.id and a.action in ('accept', 'reject') and a.label_class_id = ${labelClassId}
          and not exists (select from annotations u where u.undoes = a.id)) as is_answered
      from samples s
      where s.project_id = ${projectId} and s.row > ${after} and ${isFree}
      order by s.row limit ${pageRows}`);
    for (const { row, is_answered } of rows) {
      if (isHoldout(seed, row, holdoutShare)) continue;
      if (!is_answered) return null;
      reason = "asked";
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageRows) return reason;
    after = last.row;
  }
}

async function readReserve(db: Db, projectId: string): Promise<{ seed: number; holdoutShare: number }> {
  const found = await db.execute<{ seed: number; holdout_share: number }>(
    sql`select seed, holdout_share from projects where id = ${projectId}`,
  );
  const { seed, holdout_share } = found.rows[0]!;
  return { seed, holdoutShare: holdout_share };
}
