import type { Kernels } from "../kernels";
import type { Matrix } from "../matrix";
import { createRandom } from "../random";
import type { RowLabel } from "../round";
import { inHashOrder } from "../row-hash";
import { neighbourAgreement } from "./neighbour-agreement";
import { sharedPlaces } from "./shared-places";
import type { SelectionRequest, StrategyPick } from "./strategy";
import { typicalRows } from "./typical";

/** Labels from which on a model may choose. */
const COLD_LABELS = 20;

/** Share of the next samples expected to be of a class never seen, above which a model is not to choose yet. */
const UNSEEN_LIMIT = 0.2;

/** Share of typical samples believed right before there is evidence, and how many labels that belief weighs. */
const PRIOR = { share: 0.5, labels: 10 };

/**
 * Whether samples must still be chosen without a model: under 20 labels, all labels of one class, or so many
 * classes with a single label that unseen ones must be expected (the estimate of Good & Turing: Good 1953). A
 * model asks only about classes it knows, so with 77 of them it would lose to random until it has met most.
 */
export function isCold(labels: readonly RowLabel[]): boolean {
  const isOneClass = labels.every(({ classIndex }) => classIndex === labels[0]!.classIndex);
  return labels.length < COLD_LABELS || isOneClass || unseenShare(labels) > UNSEEN_LIMIT;
}

/**
 * The share of samples (0..1) to be expected of classes without a label: the share of labels whose class has only
 * that one (Good 1953).
 */
export function unseenShare(labels: readonly RowLabel[]): number {
  const counts = new Map<number, number>();
  for (const { classIndex } of labels) counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
  const metOnce = [...counts.values()].filter((count) => count === 1).length;
  return labels.length === 0 ? 1 : metOnce / labels.length;
}

/**
 * Share of the first queries given to typical samples (0..1). Typical samples teach most where clusters are
 * classes, and mislead where they are not; so it follows how far labeled neighbours agree beyond chance.
 */
export async function typicalShare(
  embeddings: Matrix,
  labels: readonly RowLabel[],
  kernels: Kernels,
): Promise<number> {
  const agreement = await neighbourAgreement(embeddings, labels, kernels);
  return (agreement * labels.length + PRIOR.share * PRIOR.labels) / (labels.length + PRIOR.labels);
}

export type ColdStartRequest = Pick<SelectionRequest, "pool" | "candidates" | "labels" | "count" | "seed">;

/**
 * The first queries: typical samples (greedy medoids) and uniformly random ones, spread evenly through the
 * list. The score is the place: 1 for the first, above 0.
 */
export async function coldStart(request: ColdStartRequest, kernels: Kernels): Promise<StrategyPick[]> {
  const { pool, candidates, labels, seed } = request;
  const { embeddings } = pool;
  const count = Math.min(request.count, candidates.length);
  const share = await typicalShare(embeddings, labels, kernels);
  const labeledRows = labels.map(({ row }) => row);
  const isTypical = sharedPlaces(share, labels.length, count);
  const wanted = isTypical.filter(Boolean).length;
  const typical = await typicalRows(embeddings, candidates, labeledRows, wanted, seed, kernels);
  // A stream of its own: typical rows come from a part of the pool that the plain seed draws.
  const shuffled = inHashOrder(createRandom(seed, "cold start").integer(2 ** 32), candidates, 2 * count);
  const scoreAt = (place: number) => 1 - place / count;
  const taken = new Set<number>();
  const picks: StrategyPick[] = [];
  let [nextTypical, nextRandom] = [0, 0];
  while (picks.length < count) {
    const candidate = isTypical[picks.length] ? typical[nextTypical++] : undefined;
    if (candidate !== undefined && !taken.has(candidate.row)) {
      picks.push({ row: candidate.row, score: scoreAt(picks.length), strategy: "typical", propensity: 1 });
      taken.add(candidate.row);
      continue;
    }
    while (taken.has(shuffled[nextRandom]!)) nextRandom++;
    const propensity = 1 / (candidates.length - picks.length);
    const row = shuffled[nextRandom++]!;
    picks.push({ row, score: scoreAt(picks.length), strategy: "random", propensity });
    taken.add(row);
  }
  return picks;
}
