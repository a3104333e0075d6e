import { interleave } from "./interleave";
import type { Kernels } from "./kernels";
import { createRandom } from "./random";
import type { QueuePick, RoundInput } from "./round";
import { inHashOrder } from "./row-hash";
import { coldStart, isCold } from "./strategies/cold-start";
import { nearNeighbourThreshold } from "./strategies/near-neighbours";
import type { QueryStrategy, SelectionRequest } from "./strategies/strategy";

/** The sources in the order in which they fill places that another one leaves empty. */
const [QUERY, EXPLORE, HOLDOUT] = [0, 1, 2];

/** The model of the round, and what it predicts for the whole pool; null before the first label. */
type Knowledge = Pick<SelectionRequest, "model" | "probabilities" | "summary">;

/** Draws each slot's picks from its own source and spreads the slots through the queue at their shares. */
export async function chooseQueue(
  input: RoundInput,
  strategy: QueryStrategy,
  knowledge: Knowledge,
  kernels: Kernels,
): Promise<QueuePick[]> {
  const { exploreShare, holdoutShare, served } = input;
  // No more places than samples: the random arm's share of a long queue could be all that is left of a small pool.
  const queueLength = Math.min(input.queueLength, input.candidates.length + input.holdoutReserve.length);
  const shares: number[] = [];
  shares[QUERY] = 1 - exploreShare - holdoutShare;
  shares[EXPLORE] = exploreShare;
  shares[HOLDOUT] = holdoutShare;
  const plan = interleave(shares, [served.query, served.explore, served.holdout], queueLength);
  const count = (source: number) => plan.filter((planned) => planned === source).length;

  const explore = explorePicks(input);
  const explored = new Set(explore.slice(0, count(EXPLORE)).map(({ row }) => row));
  const candidates = input.candidates.filter((row) => !explored.has(row)).sort();
  const query = await queryPicks({ ...input, candidates }, strategy, knowledge, kernels);
  return merge([query, explore, holdoutPicks(input)], plan);
}

/** The random arm: candidates in an order drawn uniformly, before the strategy has its say. */
function explorePicks({ seed, candidates, queueLength }: RoundInput): QueuePick[] {
  const order = inHashOrder(createRandom(seed, "explore").integer(4294967296), candidates, queueLength);
  return Array.from(order, (row, i) => ({
    row,
    slot: "explore",
    strategy: "random",
    score: 1 - i / candidates.length,
    propensity: 1 / (candidates.length - i),
  }));
}

/** The reserve is in a random order already: its next row is as likely to be any of those that are left. */
function holdoutPicks({ holdoutReserve, queueLength }: RoundInput): QueuePick[] {
  return Array.from(holdoutReserve.subarray(0, queueLength), (row, i) => ({
    row,
    slot: "holdout",
    strategy: "random",
    score: 1 - i / holdoutReserve.length,
    propensity: 1 / (holdoutReserve.length - i),
  }));
}

async function queryPicks(
  input: RoundInput,
  strategy: QueryStrategy,
  knowledge: Knowledge,
  kernels: Kernels,
): Promise<QueuePick[]> {
  const { pool, candidates, trainingLabels: labels, classCount, queueLength: count, seed } = input;
  const cold = strategy.needsModel && isCold(labels);
  const nearThreshold =
    strategy.uniform || cold
      ? Number.POSITIVE_INFINITY
      : await nearNeighbourThreshold(pool.embeddings, seed, kernels);
  const request = { pool, candidates, labels, classCount, ...knowledge, count, nearThreshold, seed };
  const picks = await (cold ? coldStart(request, kernels) : strategy.select(request, kernels));
  return picks.map((pick) => ({ ...pick, slot: "query" }));
}

/** Fills the planned places, each row once; a place whose source has run dry goes to the next that has not. */
function merge(sources: readonly (readonly QueuePick[])[], plan: Int32Array): QueuePick[] {
  const taken = new Set<number>();
  const position = sources.map(() => 0);
  const nextOf = (source: number) => {
    while (taken.has(sources[source]![position[source]!]?.row ?? -1)) position[source]! += 1;
    return sources[source]![position[source]!];
  };
  const queue: QueuePick[] = [];
  for (const planned of plan) {
    const pick = nextOf(planned) ?? nextOf(QUERY) ?? nextOf(EXPLORE) ?? nextOf(HOLDOUT);
    if (pick === undefined) break;
    taken.add(pick.row);
    queue.push(pick);
  }
  return queue;
}
