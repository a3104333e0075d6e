import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { freeCandidates, readCandidateRest } from "@/db/queries/class-candidates";
import { readLeasedSamples } from "@/db/queries/leased-samples";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { GridTile, TakeGrid, TakenGrid } from "../contracts/finding";
import { readBudgetLeft } from "../labeling/budget";
import { leaseEnd } from "../labeling/lease-time";
import { provenanceColumns, replacedLease } from "../labeling/provenance";
import { isHoldout } from "../learning/evaluation/holdout";
import { groupAlike } from "./alike-candidates";

export interface TakeGridInput extends TakeGrid {
  readonly projectId: string;
  readonly annotatorId: string;
}

export interface GridParts {
  readonly db: Db;
  readonly blobs: BlobStore;
}

/** Whoever asks for a class while others do passes over what these look at, and looks again when that was too little. */
const mostAttempts = 3;
/** Candidates looked at for a tile, so that near duplicates among them meet; also the most that a tile leases on average. */
const candidatesPerTile = 4;

/**
 * Renews what the annotator's grid holds and hands out up to `count` new tiles of a class: samples that the model
 * believes to be of it, the surest first, near duplicates in one tile. All of them are leased, so that nobody else
 * decides them meanwhile. Rows of the holdout reserve are never among them.
 */
export async function takeGrid(parts: GridParts, input: TakeGridInput): Promise<TakenGrid> {
  const { db } = parts;
  const renewed = await renewGrid(db, input);
  if (input.count === 0) return { tiles: [], renewed, empty: null };
  const project = await readProject(db, input.projectId);
  const budget = await readBudgetLeft(db, input.projectId);
  if (project.isPaused || budget.isSpent) {
    return { tiles: [], renewed, empty: { reason: "paused", until: null } };
  }
  const tiles: number[][] = [];
  for (let attempt = 0; attempt < mostAttempts && tiles.length < input.count; attempt++) {
    const left = { tiles: input.count - tiles.length, labels: budget.free - tiles.flat().length };
    const { taken, wasWhole } = await db.transaction((tx) =>
      takeFree({ ...parts, db: tx }, input, project, left),
    );
    tiles.push(...taken);
    if (wasWhole) break;
  }
  if (tiles.length === 0) return { tiles: [], renewed, empty: await whyEmpty(db, input) };
  return { tiles: await readTiles(db, input, tiles), renewed, empty: null };
}

type Project = Awaited<ReturnType<typeof readProject>>;

interface Left {
  readonly tiles: number;
  /** Of the budget. */
  readonly labels: number;
}

/** New tiles among the surest candidates that nobody else looks at, and whether all that was wanted could be had. */
async function takeFree(
  parts: GridParts,
  input: TakeGridInput,
  project: Project,
  left: Left,
): Promise<{ taken: number[][]; wasWhole: boolean }> {
  const limit = left.tiles * candidatesPerTile;
  const found = await freeCandidates(parts.db, input, limit);
  const free = found.filter(({ row }) => !isHoldout(project.seed, row, project.holdoutShare));
  const groups = (await groupAlike(parts, input.projectId, free)).slice(0, left.tiles);
  const wanted = withinBudget(
    groups.map((group) => group.map(({ sampleId }) => sampleId)),
    left.labels,
  );
  const leased = await lease(parts.db, input, wanted.flat());
  const taken = wanted
    .map((group) => group.filter((id) => leased.has(id)))
    .filter(({ length }) => length > 0);
  // Fewer than were looked for: others may look at the rest just now.
  const wasShort = found.length < limit && taken.length < left.tiles;
  return { taken, wasWhole: !wasShort && leased.size === wanted.flat().length };
}

/** The first groups that together have no more samples than the budget has left. */
function withinBudget(groups: readonly number[][], left: number): number[][] {
  let taken = 0;
  return groups.filter((group) => {
    taken += group.length;
    return taken <= left;
  });
}

async function readProject(db: Db, projectId: string) {
  const found = await db.execute<{ seed: number; holdout_share: number; is_paused: boolean }>(sql`
    select seed, holdout_share, paused_at is not null as is_paused from projects where id = ${projectId}`);
  const { seed, holdout_share, is_paused } = found.rows[0]!;
  return { seed, holdoutShare: holdout_share, isPaused: is_paused };
}

async function renewGrid(db: Db, input: TakeGridInput): Promise<number[]> {
  if (input.holding.length === 0) return [];
  const renewed = await db.execute<{ sample_id: string }>(sql`
    update leases set expires_at = ${leaseEnd}
    where project_id = ${input.projectId} and annotator_id = ${input.annotatorId}
      and sample_id = any(${sql.param(input.holding)}::bigint[])
    returning sample_id`);
  return renewed.rows.map(({ sample_id }) => Number(sample_id));
}

/** In the order of sample ids, so that no two statements wait for each other; what somebody else holds is left to them. */
async function lease(db: Db, input: TakeGridInput, sampleIds: readonly number[]): Promise<Set<number>> {
  if (sampleIds.length === 0) return new Set();
  const leased = await db.execute<{ sample_id: string }>(sql`
    insert into leases (sample_id, project_id, annotator_id, leased_at, expires_at, ${provenanceColumns})
    select sample_id, project_id, ${input.annotatorId}, now(), ${leaseEnd}, 'query', 'grid', probability, 1,
      model_version_id, generation, array[label_class_id], array[probability], false
    from class_candidates
    where project_id = ${input.projectId} and label_class_id = ${input.labelClassId}
      and sample_id = any(${sql.param(sampleIds)}::bigint[])
    order by sample_id
    on conflict (sample_id) do update set ${replacedLease}
      where leases.expires_at <= now()
    returning sample_id`);
  return new Set(leased.rows.map(({ sample_id }) => Number(sample_id)));
}

async function readTiles(db: Db, input: TakeGridInput, tiles: readonly number[][]): Promise<GridTile[]> {
  const { projectId, annotatorId } = input;
  const samples = await readLeasedSamples(db, { projectId, annotatorId, sampleIds: tiles.flat() });
  const byId = new Map(samples.map((sample) => [sample.sampleId, sample]));
  return tiles
    .map((ids) => ({ samples: ids.flatMap((id) => byId.get(id) ?? []) }))
    .filter(({ samples: some }) => some.length > 0);
}

async function whyEmpty(db: Db, input: TakeGridInput): Promise<TakenGrid["empty"]> {
  const { hasModel, hasAny, leasedUntil } = await readCandidateRest(db, input);
  if (!hasModel) return { reason: "no-model", until: null };
  if (!hasAny) return { reason: "no-candidates", until: null };
  if (leasedUntil !== null) return { reason: "leased", until: leasedUntil };
  return { reason: "done", until: null };
}
