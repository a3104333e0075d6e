import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { readLeasedSamples } from "@/db/queries/leased-samples";
import type { TakeLeases, TakenLeases } from "../contracts/labeling";
import type { Random } from "../learning/random";
import { areEnoughClasses } from "./are-enough-classes";
import { askForRoundWhenLow } from "./ask-for-round";
import { beyondBudget, readBudgetLeft } from "./budget";
import { whyClassesAreMissing, whyNothingIsLeft, whyRestIsHeld } from "./empty-reason";
import { giveBackLeases } from "./give-back-leases";
import {
  type Asked,
  type HandedOut,
  handOutOfCandidates,
  handOutOfGold,
  handOutOfQueue,
  handOutOfRequested,
  handOutOfSecondOpinions,
} from "./hand-out";
import { alongLeaseEnd, leaseEnd } from "./lease-time";
import { mixIn, partOf } from "./mix-in";

export interface TakeLeasesInput extends Omit<TakeLeases, "along"> {
  readonly along?: boolean;
  readonly projectId: string;
  readonly annotatorId: string;
}

/**
 * Renews what the annotator holds and hands out the best samples of the live queue generation up to `count`, before them
 * those that a lead asked for, and among them labeled ones that a second person is to label, and gold ones, in the shares
 * that the lead wants.
 * Nobody gets a sample that somebody else holds, that has another label, or that they skipped or flagged. Where it is asked whether samples are of one class, those that the model believes to be of it come first. A
 * paused project hands out nothing, and one with a budget what that has left; what is held may be finished.
 */
export async function takeLeases(
  db: Db,
  input: TakeLeasesInput,
  random: Random["next"],
): Promise<TakenLeases> {
  const { projectId, annotatorId } = input;
  const circumstances = await readCircumstances(db, projectId);
  const { pause, hasEnoughClasses, noIsAnAnswer } = circumstances;
  if (!hasEnoughClasses) {
    return { samples: [], renewed: [], empty: await whyClassesAreMissing(db, projectId) };
  }
  const renewed = await renewLeases(db, input);
  const budget = await readBudgetLeft(db, projectId);
  if (pause !== null || budget.isSpent) {
    const reason = pause === "lead" ? "paused" : "budget-spent";
    return { samples: [], renewed, empty: renewed.length > 0 ? null : { reason, until: null } };
  }
  const { labelClassId = null, along = false } = input;
  const asked = { projectId, annotatorId, labelClassId, along, noIsAnAnswer };
  const wanted = Math.min(input.count - renewed.length, budget.free);
  const { taken, lastRank, wasShort } = await takeNew(db, asked, wanted, circumstances, random);
  const tooMany = Number.isFinite(budget.free) ? await giveBackBeyondBudget(db, asked, taken) : new Set();
  const sampleIds = taken.map(({ sampleId }) => sampleId).filter((id) => !tooMany.has(id));
  if (renewed.length + sampleIds.length === 0) {
    const empty =
      budget.free <= 0 || tooMany.size > 0
        ? await whyRestIsHeld(db, projectId, "budget-leased")
        : await whyNothingIsLeft(db, asked);
    return { samples: [], renewed, empty };
  }
  await askForRoundWhenLow(db, { projectId, lastRank, wasShort });
  const samples = await readLeasedSamples(db, { projectId, annotatorId, sampleIds });
  return { samples, renewed, empty: null };
}

/** Others asked at the same instant, and what was taken together is more than the budget has left. */
async function giveBackBeyondBudget(
  db: Db,
  { projectId, annotatorId }: Asked,
  taken: readonly HandedOut[],
): Promise<Set<number>> {
  const whose = { projectId, annotatorId };
  const sampleIds = await beyondBudget(db, {
    ...whose,
    sampleIds: taken.map(({ sampleId }) => sampleId),
  });
  await giveBackLeases(db, { ...whose, sampleIds });
  return new Set(sampleIds);
}

/** New samples, best first, the rank of the last one that came from the queue, and whether that had too few. */
async function takeNew(
  db: Db,
  asked: Asked,
  count: number,
  { seed, hasRequested, secondOpinions, goldShare }: Circumstances,
  random: Random["next"],
): Promise<{ taken: HandedOut[]; lastRank: number | null; wasShort: boolean }> {
  const requested = hasRequested ? await handOutOfRequested(db, asked, count) : [];
  const open = count - requested.length;
  // Among others in the share that the lead wants: who joins late is not given the opinions of weeks at once.
  const few = partOf(open, secondOpinions.share, random());
  const opinions = secondOpinions.areWanted ? await handOutOfSecondOpinions(db, asked, few) : [];
  const left = open - opinions.length;
  const candidates = asked.labelClassId === null ? [] : await handOutOfCandidates(db, asked, left);
  const queued = await handOutOfQueue(db, asked, left - candidates.length);
  const missing = left - candidates.length - queued.length;
  const rest = secondOpinions.areWanted ? await handOutOfSecondOpinions(db, asked, missing) : [];
  const seconds = [...opinions, ...rest];
  const due = partOf(seconds.length + queued.length, goldShare, random());
  const { gold, kept } = await exchangeForGold(db, asked, queued, due, missing - rest.length);
  return {
    taken: [...requested, ...mixIn(seed, [...seconds, ...gold], [...candidates, ...kept])],
    lastRank: queued.at(-1)?.rank ?? null,
    wasShort: missing > 0,
  };
}

/**
 * Up to `due` gold samples, and what is kept of those from the queue: gold takes places that are free, then those of the last
 * of the queue, which are given back. It is handed out after all others and in its share of them, so that where nothing
 * else is left nothing is left.
 */
async function exchangeForGold(
  db: Db,
  asked: Asked,
  queued: readonly HandedOut[],
  due: number,
  freePlaces: number,
): Promise<{ gold: HandedOut[]; kept: readonly HandedOut[] }> {
  const most = Math.min(due, freePlaces + queued.length);
  const gold = most > 0 ? await handOutOfGold(db, asked, most) : [];
  const tooMany = Math.max(0, gold.length - freePlaces);
  const kept = queued.slice(0, queued.length - tooMany);
  const { projectId, annotatorId } = asked;
  const sampleIds = queued.slice(kept.length).map(({ sampleId }) => sampleId);
  await giveBackLeases(db, { projectId, annotatorId, sampleIds });
  return { gold, kept };
}

interface Circumstances {
  readonly seed: number;
  /** Who or what paused it; null while it goes on. */
  readonly pause: "lead" | "budget" | null;
  readonly hasRequested: boolean;
  readonly secondOpinions: { readonly areWanted: boolean; readonly share: number };
  readonly goldShare: number;
  readonly hasEnoughClasses: boolean;
  readonly noIsAnAnswer: boolean;
}

type CircumstancesRow = {
  task: "single" | "multi";
  seed: number;
  pause: "lead" | "budget" | null;
  has_requested: boolean;
  has_second_opinions: boolean;
  second_opinion_share: number;
  gold_share: number;
  classes: number;
};

async function readCircumstances(db: Db, projectId: string): Promise<Circumstances> {
  const found = await db.execute<CircumstancesRow>(sql`
    select p.task, p.seed, case when p.paused_at is not null then coalesce(p.paused_by, 'lead') end as pause,
      exists (select from requested_samples r where r.project_id = p.id) as has_requested,
      exists (select from second_opinions o where o.project_id = p.id) as has_second_opinions,
      p.second_opinion_share, p.gold_share,
      (select count(*)::int from (
        select from label_classes c where c.project_id = p.id and c.archived_at is null limit 3) active) as classes
    from projects p where p.id = ${projectId}`);
  const { task, seed, pause, has_requested, classes, ...row } = found.rows[0]!;
  return {
    seed,
    pause,
    hasRequested: has_requested,
    secondOpinions: { areWanted: row.has_second_opinions, share: row.second_opinion_share },
    goldShare: row.gold_share,
    hasEnoughClasses: areEnoughClasses(task, classes),
    noIsAnAnswer: task === "single" && classes === 2,
  };
}

async function renewLeases(db: Db, input: TakeLeasesInput): Promise<TakenLeases["renewed"]> {
  if (input.holding.length === 0) return [];
  const renewed = await db.execute<{ sample_id: string; expires_at: string }>(sql`
    update leases set expires_at = ${input.along ? alongLeaseEnd : leaseEnd}
    where project_id = ${input.projectId} and annotator_id = ${input.annotatorId}
      and sample_id = any(${sql.param(input.holding)}::bigint[])
    returning sample_id, expires_at`);
  return renewed.rows.map((row) => ({
    sampleId: Number(row.sample_id),
    expiresAt: new Date(row.expires_at).toISOString(),
  }));
}
