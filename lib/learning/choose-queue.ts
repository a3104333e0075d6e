import { ACTIVE_TESTING, drawLikelyMistakes } from "./active-testing/draw-likely-mistakes";
import { interleave } from "./interleave";
import type { Kernels } from "./kernels";
import { createRandom } from "./random";
import type { QueuePick, RoundInput, Slot } from "./round";
import { hashOfRows, inHashOrder } from "./row-hash";
import { coldStart, isCold } from "./strategies/cold-start";
import { farFrom } from "./strategies/far-from";
import { nearNeighbourThreshold } from "./strategies/near-neighbours";
import type { QueryStrategy, SelectionRequest } from "./strategies/strategy";

/** What a pick's `strategy` says of a plain draw. */
export const RANDOM = "random";

/** What a place of the queue is planned for. */
const [QUERY, EXPLORE, HOLDOUT] = [0, 1, 2];

/** The model of the round, and what it predicts for the whole pool; null before the first label. */
type Knowledge = Pick<SelectionRequest, "model" | "probabilities" | "summary">;

/**
 * Draws each slot's picks from its own source and spreads the slots through the queue at their shares.
 *
 * The order of the draws makes their propensities true. First the random arm, from all candidates; then the query, from
 * what that left, so that nothing sways the random arm; last, where the query finds too little, rows that are left. The
 * holdout has rows of its own, and no other slot looks at them: kept away from what a model is measured on, its training
 * labels would make it look worse than it is.
 */
export async function chooseQueue(
  input: RoundInput,
  strategy: QueryStrategy,
  knowledge: Knowledge,
  kernels: Kernels,
): Promise<QueuePick[]> {
  const { candidates } = input;
  const plan = planPlaces(input);
  const placesOf = (source: number) => plan.filter((planned) => planned === source).length;
  const seed = seedOfDraws(input);
  const holdout = holdoutPicks(input, knowledge, plan.length, seed);
  const order = inHashOrder(createRandom(seed, "explore").integer(2 ** 32), candidates, plan.length);
  const explored = order.subarray(0, placesOf(EXPLORE));
  const explore = drawn("explore", explored, candidates.length);

  const count = plan.length - explored.length - Math.min(placesOf(HOLDOUT), holdout.length);
  const query = await queryPicks(input, strategy, { knowledge, explored, count, seed }, kernels);
  const taken = new Set([...explore, ...query].map(({ row }) => row));
  const left = order.filter((row) => !taken.has(row));
  const fillers = drawn("query", left, candidates.length - taken.size);
  return fillPlaces(plan, [[...query, ...fillers], explore, holdout]);
}

/** What each place is for. No more places than samples: the random arm's share could be all of a small pool. */
function planPlaces(input: RoundInput): Int32Array {
  const { exploreShare, holdoutShare, served, candidates, holdoutReserve } = input;
  const shares: number[] = [];
  shares[QUERY] = 1 - exploreShare - holdoutShare;
  shares[EXPLORE] = exploreShare;
  shares[HOLDOUT] = holdoutShare;
  const places = Math.min(input.queueLength, candidates.length + holdoutReserve.length);
  return interleave(shares, [served.query, served.explore, served.holdout], places);
}

/**
 * The seed of all draws for this queue: others for any other set of candidates. Were they the same in every round, a
 * row that the query would have asked for, had it not been drawn for the random arm, would be next in the random arm
 * for certain, and the reported propensity false.
 */
function seedOfDraws({ seed, candidates }: RoundInput): number {
  return createRandom(seed, `queue ${hashOfRows(candidates)}`).integer(2 ** 32);
}

/** Picks in a uniformly random order of `count` rows, the first of which are given. */
function drawn(slot: Slot, rows: Int32Array, count: number): QueuePick[] {
  return Array.from(rows, (row, i) => ({
    row,
    slot,
    strategy: RANDOM,
    score: 1 - i / count,
    propensity: 1 / (count - i),
  }));
}

/**
 * The next of the holdout: at random, or, once there is a model, those likelier that it may get wrong. The score of these
 * is how many rows were left at their draw, which falls from draw to draw: their estimate asks for it later, when nobody
 * can say any more who had been labeled, skipped or handed out.
 *
 * Their draws are others for any other reserve: where nothing but the holdout was handed out, the candidates are those
 * of the queue before, and the same numbers over what it left would not be draws with these propensities.
 */
function holdoutPicks(
  { holdoutReserve, holdoutSampling }: RoundInput,
  { summary }: Knowledge,
  count: number,
  seed: number,
): QueuePick[] {
  if (holdoutSampling === "uniform") {
    return drawn("holdout", holdoutReserve.subarray(0, count), holdoutReserve.length);
  }
  // Without a model all are as likely wrong.
  const mistakes = Float64Array.from(holdoutReserve, (row) => (summary === null ? 1 : 1 - summary.top[row]!));
  const random = createRandom(seed, `holdout ${hashOfRows(holdoutReserve)}`);
  return drawLikelyMistakes(holdoutReserve, mistakes, count, random).map(({ row, propensity, left }) => ({
    row,
    slot: "holdout",
    strategy: ACTIVE_TESTING,
    score: left,
    propensity,
  }));
}

interface QueryDraw {
  readonly knowledge: Knowledge;
  /** Rows of the random arm. */
  readonly explored: Int32Array;
  readonly count: number;
  readonly seed: number;
}

/** What the strategy asks for, away from the rows of the random arm. */
async function queryPicks(
  input: RoundInput,
  strategy: QueryStrategy,
  { knowledge, explored, count, seed }: QueryDraw,
  kernels: Kernels,
): Promise<QueuePick[]> {
  const { pool, trainingLabels: labels, classCount } = input;
  const cold = strategy.needsModel && isCold(labels);
  const nearThreshold =
    strategy.uniform || cold
      ? Number.POSITIVE_INFINITY
      : await nearNeighbourThreshold(pool.embeddings, input.seed, kernels);
  const isExplored = new Set(explored);
  const rest = input.candidates.filter((row) => !isExplored.has(row)).sort();
  const candidates = await farFrom(pool.embeddings, rest, explored, nearThreshold, kernels);
  const request = { pool, candidates, labels, classCount, ...knowledge, count, nearThreshold, seed };
  const picks = await (cold ? coldStart(request, kernels) : strategy.select(request, kernels));
  return picks.map((pick) => ({ ...pick, slot: "query" }));
}

/** Fills the planned places; one whose source has run dry goes to the next that has not. */
function fillPlaces(plan: Int32Array, sources: readonly (readonly QueuePick[])[]): QueuePick[] {
  const next = sources.map((picks) => picks.values());
  return Array.from(plan).flatMap((planned) => {
    const pick = next[planned]!.next().value ?? next[QUERY]!.next().value ?? next[HOLDOUT]!.next().value;
    return pick ?? [];
  });
}
