import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { projects } from "@/db/schema/projects";
import { activePool, isForActiveTesting, PLAIN_FIRST } from "@/lib/learning/active-testing/active-pool";
import { holdoutOrder, isHoldout } from "@/lib/learning/evaluation/holdout";
import type { RoundInput } from "@/lib/learning/round";

interface LabeledRow {
  readonly row: number;
}

type PooledProject = Pick<
  typeof projects.$inferSelect,
  "id" | "seed" | "holdoutShare" | "holdoutSampling" | "activeTestingRows"
>;

type OpenRows = Pick<RoundInput, "candidates" | "holdoutReserve" | "holdoutAwaited" | "holdoutSampling">;

/**
 * Rows nobody has labeled, skipped, flagged or holds now: those reserved for the holdout in its order, the others as
 * candidates. Rows have no gaps, so only the touched ones are read: the cost follows the labels, not the pool.
 * Touched ones of the holdout that are no random draw, or have no label that counts, are awaited: models predict them. To be told what a row is not leaves it open.
 * The holdout's next are drawn as the lead asked, but plainly until it has enough plain labels.
 */
export async function readPool(
  db: Db,
  project: PooledProject,
  poolRows: number,
  labels: { trainingLabels: readonly LabeledRow[]; holdoutLabels: readonly LabeledRow[] },
): Promise<OpenRows> {
  const touched = await db.execute<{ row: number }>(sql`
    select s.row
    from (
      select sample_id from current_annotations where project_id = ${project.id}
      union
      select sample_id from leases where project_id = ${project.id} and expires_at > now()
    ) taken
    join samples s on s.id = taken.sample_id`);
  const isTaken = new Uint8Array(poolRows);
  for (const { row } of touched.rows) if (row < poolRows) isTaken[row] = 1;
  const isReserved = (row: number) => isHoldout(project.seed, row, project.holdoutShare);

  const candidates: number[] = [];
  const reserve: { row: number; order: number }[] = [];
  for (let row = 0; row < poolRows; row++) {
    if (isTaken[row]) continue;
    if (isReserved(row)) reserve.push({ row, order: holdoutOrder(project.seed, row) });
    else candidates.push(row);
  }
  reserve.sort((a, b) => a.order - b.order);
  const holdoutSampling = samplingOf(project, reserve, labels.holdoutLabels.length);
  const isNext = whoMayBeNext({ ...project, holdoutSampling }, poolRows, labels.holdoutLabels);

  for (const { row } of [...labels.trainingLabels, ...labels.holdoutLabels]) isTaken[row] = 0;
  const awaited = touched.rows.map(({ row }) => row).filter((row) => isTaken[row] === 1 && isReserved(row));
  return {
    candidates: Int32Array.from(candidates),
    holdoutReserve: Int32Array.from(reserve, ({ row }) => row).filter(isNext),
    holdoutAwaited: Int32Array.from(awaited),
    holdoutSampling,
  };
}

/** Plainly as long as plain labels are few, where rows that are not active testing's are left for it. */
function samplingOf(
  { seed, holdoutSampling }: PooledProject,
  reserve: readonly LabeledRow[],
  plainLabels: number,
): OpenRows["holdoutSampling"] {
  if (holdoutSampling === "uniform" || plainLabels >= PLAIN_FIRST) return holdoutSampling;
  return reserve.some(({ row }) => !isForActiveTesting(seed, row)) ? "uniform" : "active";
}

/**
 * Which rows of the reserve the holdout may have next. Once active testing has begun, half of them are its own, and a
 * random draw takes no more of these: it would only find what testing by choice has left.
 */
function whoMayBeNext(
  { seed, holdoutShare, holdoutSampling, activeTestingRows }: PooledProject,
  poolRows: number,
  drawnAtRandom: readonly LabeledRow[],
): (row: number) => boolean {
  if (activeTestingRows === null) return () => true;
  if (holdoutSampling === "uniform") return (row) => !isForActiveTesting(seed, row);
  const rows = Math.min(activeTestingRows, poolRows);
  const pool = new Set(
    activePool({ seed, holdoutShare, rows }, new Set(drawnAtRandom.map(({ row }) => row))),
  );
  return (row) => pool.has(row);
}
