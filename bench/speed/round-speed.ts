import { holdoutOrder, isHoldout } from "@/lib/learning/evaluation/holdout";
import { median } from "@/lib/learning/evaluation/quantile";
import type { NeighbourGraph } from "@/lib/learning/graph/neighbour-graph";
import type { ModelState } from "@/lib/learning/learners/learner";
import { type RoundInput, type RowLabel, runRound } from "@/lib/learning/round";
import { engine } from "./engine";
import type { SpeedPool } from "./speed-pool";

/** A project's shares and queue, as they are by default. */
const HOLDOUT_SHARE = 0.25;
const EXPLORE_SHARE = 0.1;
const QUEUE_LENGTH = 200;
const SEED = 1;

export interface RoundTimes {
  /** Milliseconds. */
  readonly median: number;
  readonly slowest: number;
}

/**
 * Rounds one after another, as a worker runs them: each knows ten more labels and the model before it. The first has
 * no model before it, and is not counted. Some search the learner's settings anew, which shows in the slowest.
 */
export async function roundTimes(
  pool: SpeedPool,
  learner: string,
  { firstLabels, runs }: { firstLabels: number; runs: number },
  graph: NeighbourGraph | null = null,
): Promise<RoundTimes> {
  let previous: ModelState | null = null;
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const input: RoundInput = { ...roundInput(pool, firstLabels + 10 * run, graph), learner, previous };
    const started = performance.now();
    const { model } = await runRound(input, engine);
    if (run > 0) times.push(performance.now() - started);
    previous = model;
  }
  return { median: median(times), slowest: Math.max(...times) };
}

/** A round in which the first rows of the pool are labeled; those that the holdout drew are not trained on. */
export function roundInput(
  { embeddings, classes, classCount }: SpeedPool,
  labelCount: number,
  graph: NeighbourGraph | null,
): Omit<RoundInput, "learner" | "previous"> {
  const isReserved = (row: number) => isHoldout(SEED, row, HOLDOUT_SHARE);
  const labels = Array.from(
    { length: labelCount },
    (_, row): RowLabel => ({ row, classIndex: classes[row]! }),
  );
  const trainingLabels = labels.filter(({ row }) => !isReserved(row));
  const holdoutLabels = labels.filter(({ row }) => isReserved(row));
  const open = Int32Array.from({ length: embeddings.rows - labelCount }, (_, i) => labelCount + i);
  const explore = Math.round(EXPLORE_SHARE * labelCount);
  return {
    pool: { embeddings, sparse: null, graph },
    classCount,
    trainingLabels,
    holdoutLabels,
    candidates: open.filter((row) => !isReserved(row)),
    holdoutReserve: open.filter(isReserved).sort((a, b) => holdoutOrder(SEED, a) - holdoutOrder(SEED, b)),
    holdoutAwaited: new Int32Array(0),
    holdoutSampling: "uniform",
    strategy: "auto",
    queueLength: QUEUE_LENGTH,
    exploreShare: EXPLORE_SHARE,
    holdoutShare: HOLDOUT_SHARE,
    served: { query: trainingLabels.length - explore, explore, holdout: holdoutLabels.length },
    pinned: null,
    guesses: { plantedShare: 0, rejected: [] },
    seed: SEED,
  };
}
