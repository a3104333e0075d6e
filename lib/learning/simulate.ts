import { evaluate } from "./evaluation/evaluate";
import type { ModelState } from "./learners/learner";
import { findLearner } from "./learners/registry";
import type { Pool, Samples } from "./pool";
import { type Engine, type RowLabel, runRound } from "./round";
import { findStrategy } from "./strategies/registry";

export interface SimulationInput {
  readonly pool: Pool;
  /** The class (0..classCount-1) that the oracle answers for each row of the pool. */
  readonly poolClasses: Int32Array;
  /** Samples that take no part in anything but the evaluation. */
  readonly test: Samples;
  readonly testClasses: Int32Array;
  readonly classCount: number;
  readonly strategy: string;
  readonly learner: string;
  /** Labels to spend in all, and labels given between two rounds. */
  readonly budget: number;
  readonly batch: number;
  readonly seed: number;
}

/** One point of the learning curve. */
export interface SimulationPoint {
  readonly labels: number;
  readonly accuracy: number;
  readonly macroF1: number;
  /** Nats per test sample. */
  readonly logLoss: number;
  /** The learner that made the predictions. */
  readonly learner: string;
}

/**
 * The whole loop against an oracle, in memory, with the rounds that the worker runs. The test set is the
 * evaluation, so no label goes to a holdout; the random arm gets what the strategy asks for. Yields a point
 * after every batch; ends at the budget, or when the pool is used up.
 */
export async function* simulate(input: SimulationInput, engine: Engine): AsyncGenerator<SimulationPoint> {
  const { pool, poolClasses, budget, batch } = input;
  const labels: RowLabel[] = [];
  const unlabeled = new Set(poolClasses.keys());
  const served = { query: 0, explore: 0, holdout: 0 };
  let previous: ModelState | null = null;
  while (true) {
    const left = Math.min(budget - labels.length, unlabeled.size);
    const { model, queue } = await runRound(
      {
        pool,
        classCount: input.classCount,
        trainingLabels: labels,
        holdoutLabels: [],
        candidates: Int32Array.from(unlabeled),
        holdoutReserve: new Int32Array(0),
        holdoutAwaited: new Int32Array(0),
        learner: input.learner,
        strategy: input.strategy,
        previous,
        queueLength: Math.max(0, Math.min(batch, left)),
        exploreShare: findStrategy(input.strategy).exploreShare,
        holdoutShare: 0,
        served,
        seed: input.seed,
      },
      engine,
    );
    if (model !== null) yield await pointOf(input, model, labels.length, engine);
    if (queue.length === 0) return;
    for (const { row, slot } of queue) {
      served[slot] += 1;
      labels.push({ row, classIndex: poolClasses[row]! });
      unlabeled.delete(row);
    }
    previous = model;
  }
}

async function pointOf(
  input: SimulationInput,
  model: ModelState,
  labels: number,
  { kernels }: Engine,
): Promise<SimulationPoint> {
  const { pool, test } = input;
  const probabilities = await findLearner(model.learner).predictProba(model, test, { kernels, pool });
  const { accuracy, macroF1, logLoss } = evaluate(probabilities, input.testClasses);
  return { labels, accuracy, macroF1, logLoss, learner: model.learner };
}
