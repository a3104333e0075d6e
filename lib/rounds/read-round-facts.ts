import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { queues, samples } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { evaluations, measurements, modelVersions } from "@/db/schema/rounds";
import { type Encoding, newestFinished } from "@/lib/encodings/newest-encoding";
import { holdoutQuota } from "@/lib/learning/evaluation/holdout-quota";
import type { PartialLabel } from "@/lib/learning/partial-label";
import type { RoundInput } from "@/lib/learning/round";
import { mostSamples } from "./queue-length";
import { type EarlierModels, readEarlierModels } from "./read-earlier-models";
import { type ProjectLabels, readLabels } from "./read-labels";
import { readPartialLabels } from "./read-partial-labels";
import { readPool } from "./read-pool";
import { balanceSlots, type SlotBalance, type SlotShares } from "./slot-balance";

export type Project = typeof projects.$inferSelect;

/** All that a round must know of its project, read at one instant. */
export interface RoundFacts extends ProjectLabels, EarlierModels {
  readonly project: Project;
  /** The newest finished encoding; null while there is none. */
  readonly encoding: Encoding | null;
  /** Rows that can be chosen from: those of the encoding, or of the whole pool while there is none. */
  readonly poolRows: number;
  readonly candidates: Int32Array;
  readonly holdoutReserve: Int32Array;
  readonly holdoutAwaited: Int32Array;
  /** How the holdout's next are drawn: not yet as the lead asked while plain labels are few. */
  readonly holdoutSampling: RoundInput["holdoutSampling"];
  readonly shares: SlotShares;
  /** How many samples each slot has had at these shares, labeled or leased, and from where on that is counted. */
  readonly served: RoundInput["served"];
  readonly balance: SlotBalance;
  /** How many annotators hold samples now. */
  readonly annotatorsAtWork: number;
  /** Samples that were decided about since the last round read the labels; counted up to `mostSamples`. */
  readonly decidedSinceRound: number;
  /** Accuracy of the newest model on the holdout; null before the first. */
  readonly accuracy: number | null;
  /** Width of the interval of the accuracy by active testing; null before it tells anything. */
  readonly activeWidth: number | null;
  /** Active seconds that annotators have spent so far, what was taken back included. */
  readonly activeSeconds: number;
  /** Answers of annotators about single classes: "not this class", and, where there may be several, "has this class". */
  readonly partialLabels: readonly PartialLabel[];
  readonly seenSequence: number;
  /** When the label that caused the round was acknowledged; null when none is new. */
  readonly causedAt: Date | null;
}

/** Null when the project is gone. `seenBefore` is the sequence up to which the last round had seen. */
export async function readRoundFacts(
  db: Db,
  projectId: string,
  seenBefore: number,
): Promise<RoundFacts | null> {
  return db.transaction(
    async (tx) => {
      const [project] = await tx.select().from(projects).where(eq(projects.id, projectId));
      if (!project) return null;
      const encoding = await newestFinished(tx, projectId);
      const labels = await readLabels(tx, projectId, encoding?.rowCount ?? 0);
      const poolRows = encoding?.rowCount ?? (await tx.$count(samples, eq(samples.projectId, projectId)));
      const facts = {
        project,
        encoding,
        ...(await readEarlierModels(tx, project, encoding, labels.labelClassIds)),
        ...labels,
        poolRows,
        ...(await readPool(tx, project, poolRows, labels.sets ?? labels)),
        partialLabels: await readPartialLabels(tx, project, poolRows, labels.labelClassIds),
        accuracy: await readAccuracy(tx, projectId),
        activeWidth: await readActiveWidth(tx, projectId),
        activeSeconds: await readActiveSeconds(tx, projectId),
        annotatorsAtWork: await countAnnotatorsAtWork(tx, projectId),
        decidedSinceRound: await countDecidedSince(tx, projectId, seenBefore),
        ...(await readCause(tx, project, seenBefore)),
      };
      const shares = sharesOf(facts);
      const balanced = balanceSlots(
        await readServed(tx, projectId),
        shares,
        await readBalance(tx, projectId),
      );
      return { ...facts, shares, ...balanced };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

function sharesOf(
  facts: Pick<
    RoundFacts,
    "project" | "holdoutSampling" | "activeWidth" | "sets" | "holdoutLabels" | "accuracy"
  >,
): SlotShares {
  const { project, holdoutSampling: sampling, activeWidth, accuracy } = facts;
  const holdoutLabels = (facts.sets ?? facts).holdoutLabels.length;
  const { holdoutQuota: quota, holdoutWidth: askedWidth } = project;
  return {
    explore: project.exploreShare,
    holdout: holdoutQuota({ quota, askedWidth, sampling, activeWidth, holdoutLabels, accuracy }),
  };
}

async function readBalance(db: Db, projectId: string): Promise<SlotBalance | null> {
  const [queue] = await db
    .select({ balance: queues.slotBalance })
    .from(queues)
    .where(eq(queues.projectId, projectId));
  return queue?.balance ?? null;
}

/** Skips count, too: a slot whose sample was skipped had its turn, and imported labels had none. */
async function readServed(db: Db, projectId: string): Promise<RoundInput["served"]> {
  const found = await db.execute<{ slot: keyof RoundInput["served"]; count: number }>(sql`
    select slot, count(*)::int as count
    from (
      select sample_id, slot from current_annotations where project_id = ${projectId} and slot <> 'imported'
      union
      select sample_id, slot from leases where project_id = ${projectId} and expires_at > now()
    ) handed_out
    group by slot`);
  return {
    query: 0,
    explore: 0,
    holdout: 0,
    ...Object.fromEntries(found.rows.map(({ slot, count }) => [slot, count])),
  };
}

async function readAccuracy(db: Db, projectId: string): Promise<number | null> {
  const [newest] = await db
    .select({ accuracy: evaluations.accuracy })
    .from(evaluations)
    .innerJoin(modelVersions, eq(modelVersions.id, evaluations.modelVersionId))
    .where(eq(evaluations.projectId, projectId))
    .orderBy(desc(modelVersions.number))
    .limit(1);
  return newest?.accuracy ?? null;
}

async function readActiveWidth(db: Db, projectId: string): Promise<number | null> {
  const [measured] = await db
    .select({ result: measurements.result })
    .from(measurements)
    .where(and(eq(measurements.projectId, projectId), eq(measurements.kind, "active")));
  const told = measured?.result.kind === "active" ? measured.result.told : null;
  return told && told.accuracy.high - told.accuracy.low;
}

async function readActiveSeconds(db: Db, projectId: string): Promise<number> {
  const found = await db.execute<{ seconds: number }>(sql`
    select coalesce(sum(seconds), 0)::float8 as seconds from annotations where project_id = ${projectId}`);
  return found.rows[0]!.seconds;
}

async function countAnnotatorsAtWork(db: Db, projectId: string): Promise<number> {
  const found = await db.execute<{ count: number }>(sql`
    select count(distinct annotator_id)::int as count from leases
    where project_id = ${projectId} and expires_at > now()`);
  return found.rows[0]!.count;
}

async function countDecidedSince(db: Db, projectId: string, seenBefore: number): Promise<number> {
  const found = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from annotations
      where project_id = ${projectId} and sequence > ${seenBefore} and source <> 'imported' and action <> 'undo'
      limit ${mostSamples}) decided`);
  return found.rows[0]!.count;
}

/**
 * The label that made the round due: the one that filled `labelsPerRound`, or the newest when time ran out
 * first.
 */
async function readCause(db: Db, project: Project, seenBefore: number) {
  const found = await db.execute<{ newest: string; caused_at: string | null }>(sql`
    select
      (select coalesce(max(sequence), 0) from annotations where project_id = ${project.id}) as newest,
      (select max(created_at) from (
        select created_at from annotations
        where project_id = ${project.id} and sequence > ${seenBefore} and source <> 'imported'
        order by sequence limit ${project.labelsPerRound}) due)::text as caused_at`);
  const { newest, caused_at } = found.rows[0]!;
  return { seenSequence: Number(newest), causedAt: caused_at === null ? null : new Date(caused_at) };
}
