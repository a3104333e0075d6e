import { chooseEncoder, comparedLabels, isComparisonDue } from "./encoders/choose-encoder";
import { evaluate } from "./evaluation/evaluate";
import type { NeighbourGraph } from "./graph/neighbour-graph";
import type { ModelState } from "./learners/learner";
import { findLearner } from "./learners/registry";
import { type Matrix, takeRows } from "./matrix";
import type { Pool, Samples } from "./pool";
import { createRandom } from "./random";
import { type Engine, type RowLabel, runRound, type Slot } from "./round";
import { findStrategy } from "./strategies/registry";

/** The samples as an encoder sees them. */
export interface EncodedSamples {
  /** The encoder's id. */
  readonly encoder: string;
  readonly pool: Pool;
  /** Samples that take no part in anything but the evaluation. */
  readonly test: Samples;
}

export interface SimulationInput extends EncodedSamples {
  /** Other encoders to change to when they prove better on the labels; their pools need no graph. */
  readonly alternatives: readonly EncodedSamples[];
  /** The class (0..classCount-1) that the oracle answers for each row of the pool. */
  readonly poolClasses: Int32Array;
  readonly testClasses: Int32Array;
  /** Rows of the pool that may be labeled; all of them where it does not say. */
  readonly candidates?: Int32Array;
  readonly classCount: number;
  readonly strategy: string;
  readonly learner: string;
  /** Labels to spend in all, and labels given between two rounds. */
  readonly budget: number;
  readonly batch: number;
  readonly seed: number;
  /** Told of every model: what it predicts for the test samples (test × c), and the labels it was trained on. */
  readonly onModel?: (probabilities: Matrix, labels: readonly SpentLabel[]) => void;
}

/** A label in the order in which they were given, with why the sample was chosen. */
export interface SpentLabel extends RowLabel {
  readonly slot: Slot;
}

export interface SimulationEngine extends Engine {
  /** The neighbour graph of an alternative's pool, asked for when it is chosen. */
  buildGraph(embeddings: Matrix): Promise<NeighbourGraph | null>;
}

/** One point of the learning curve. */
export interface SimulationPoint {
  readonly labels: number;
  readonly accuracy: number;
  readonly macroF1: number;
  /** Nats per test sample. */
  readonly logLoss: number;
  /** Expected calibration error, 0..1. */
  readonly calibrationError: number;
  /** The encoder of the embeddings, and the learner that made the predictions. */
  readonly encoder: string;
  readonly learner: string;
}

/**
 * The whole loop against an oracle, in memory, with the rounds and the comparisons of encoders that the worker runs.
 * The test set is the evaluation, so no label goes to a holdout; the random arm gets what the strategy asks for.
 * Yields a point after every batch; ends at the budget, or when the pool is used up.
 */
export async function* simulate(
  input: SimulationInput,
  engine: SimulationEngine,
): AsyncGenerator<SimulationPoint> {
  const { poolClasses, budget, batch } = input;
  const labels: SpentLabel[] = [];
  const unlabeled = new Set(input.candidates ?? poolClasses.keys());
  const served = { query: 0, explore: 0, holdout: 0 };
  let previous: ModelState | null = null;
  let encoded: EncodedSamples = input;
  let comparedAt = 0;
  while (true) {
    if (input.alternatives.length > 0 && isComparisonDue(labels.length, comparedAt)) {
      comparedAt = labels.length;
      const chosen = await chooseEncoded(input, encoded, labels, engine);
      if (chosen !== encoded) [encoded, previous] = [chosen, null];
    }
    const left = Math.min(budget - labels.length, unlabeled.size);
    const { model, queue } = await runRound(
      {
        pool: encoded.pool,
        classCount: input.classCount,
        trainingLabels: labels,
        holdoutLabels: [],
        candidates: Int32Array.from(unlabeled),
        holdoutReserve: new Int32Array(0),
        holdoutAwaited: new Int32Array(0),
        holdoutSampling: "uniform",
        learner: input.learner,
        strategy: input.strategy,
        previous,
        pinned: null,
        queueLength: Math.max(0, Math.min(batch, left)),
        exploreShare: findStrategy(input.strategy).exploreShare,
        holdoutShare: 0,
        served,
        guesses: null,
        seed: input.seed,
      },
      engine,
    );
    if (model !== null) yield await pointOf(input, encoded, model, labels, engine);
    if (queue.length === 0) return;
    for (const { row, slot } of queue) {
      served[slot] += 1;
      labels.push({ row, classIndex: poolClasses[row]!, slot });
      unlabeled.delete(row);
    }
    previous = model;
  }
}

/** The samples as the encoder sees them that the labels speak for. */
async function chooseEncoded(
  input: SimulationInput,
  current: EncodedSamples,
  labels: readonly RowLabel[],
  { kernels, buildGraph }: SimulationEngine,
): Promise<EncodedSamples> {
  const random = createRandom(input.seed, "encoders");
  const compared = comparedLabels(labels, random);
  const candidates = [input, ...input.alternatives].map(({ encoder, pool }) => ({
    id: encoder,
    embeddings: takeRows(
      pool.embeddings,
      compared.map(({ row }) => row),
    ),
  }));
  const classes = Int32Array.from(compared, ({ classIndex }) => classIndex);
  const answers = { classes, classCount: input.classCount };
  const { id } = await chooseEncoder(candidates, answers, current.encoder, { kernels, random });
  if (id === current.encoder) return current;
  const { encoder, pool, test } = [input, ...input.alternatives].find((one) => one.encoder === id)!;
  const graph = pool.graph ?? (await buildGraph(pool.embeddings));
  return { encoder, pool: { ...pool, graph }, test };
}

async function pointOf(
  input: SimulationInput,
  { encoder, pool, test }: EncodedSamples,
  model: ModelState,
  labels: readonly SpentLabel[],
  { kernels }: Engine,
): Promise<SimulationPoint> {
  const probabilities = await findLearner(model.learner).predictProba(model, test, { kernels, pool });
  const { accuracy, macroF1, logLoss, calibrationError } = evaluate(probabilities, input.testClasses);
  input.onModel?.(probabilities, labels);
  const scores = { accuracy, macroF1, logLoss, calibrationError };
  return { labels: labels.length, ...scores, encoder, learner: model.learner };
}
