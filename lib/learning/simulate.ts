import { chooseEncoder, comparedLabels, isComparisonDue } from "./encoders/choose-encoder";
import { evaluate } from "./evaluation/evaluate";
import type { NeighbourGraph } from "./graph/neighbour-graph";
import type { ModelState } from "./learners/learner";
import { findLearner } from "./learners/registry";
import { type Matrix, takeRows } from "./matrix";
import { createRandom } from "./random";
import { type Engine, type RowLabel, runRound } from "./round";
import {
  type EncodedSamples,
  type SimulationPoint,
  type SimulationSetting,
  type Spent,
  spendLabels,
} from "./spend-labels";
import { findStrategy } from "./strategies/registry";

export interface SimulationInput extends SimulationSetting {
  /** Other encoders to change to when they prove better on the labels; their pools need no graph. */
  readonly alternatives: readonly EncodedSamples[];
  /** The class (0..classCount-1) that the oracle answers for each row of the pool. */
  readonly poolClasses: Int32Array;
  readonly testClasses: Int32Array;
  /** Told of every model: what it predicts for the test samples (test × c), and the labels it was trained on. */
  readonly onModel?: (probabilities: Matrix, labels: readonly SpentLabel[]) => void;
}

/** A label in the order in which they were given, with why the sample was chosen. */
export type SpentLabel = Spent<RowLabel>;

export interface SimulationEngine extends Engine {
  /** The neighbour graph of an alternative's pool, asked for when it is chosen. */
  buildGraph(embeddings: Matrix): Promise<NeighbourGraph | null>;
}

/** The loop of `spendLabels` where a sample has one class, with the comparisons of encoders that the worker runs. */
export function simulate(input: SimulationInput, engine: SimulationEngine): AsyncGenerator<SimulationPoint> {
  let comparedAt = 0;
  return spendLabels(input, {
    exploreShare: findStrategy(input.strategy).exploreShare,
    labelOf: (row) => ({ row, classIndex: input.poolClasses[row]! }),
    runRound: (setting, trainingLabels) =>
      runRound({ ...setting, trainingLabels, holdoutLabels: [] }, engine),
    chooseEncoded: async (encoded, labels) => {
      if (input.alternatives.length === 0 || !isComparisonDue(labels.length, comparedAt)) return encoded;
      comparedAt = labels.length;
      return chooseEncoded(input, encoded, labels, engine);
    },
    score: async (model, encoded, labels) => {
      const probabilities = await predictTest(model, encoded, engine);
      input.onModel?.(probabilities, labels);
      return evaluate(probabilities, input.testClasses);
    },
  });
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

function predictTest(
  model: ModelState,
  { pool, test }: EncodedSamples,
  { kernels }: Engine,
): Promise<Matrix> {
  return findLearner(model.learner).predictProba(model, test, { kernels, pool });
}
