import { fitOneVsRest, predictMemberships } from "../learners/one-vs-rest";
import { findLearner } from "../learners/registry";
import { takeRows } from "../matrix";
import { multiLabelLearner, multiLabelTraining } from "../multi-label-round";
import { type Pool, samplesOf } from "../pool";
import type { Random } from "../random";
import type { Engine, RowLabel } from "../round";
import type { RowLabels } from "../strategies/multi-label/multi-label-strategy";
import type { FitAndPredict } from "./cross-fit";

interface FittingSetting {
  readonly pool: Pool;
  readonly classCount: number;
  readonly learner: string;
}

/** Fits the project's learner on some labels of the pool, from nothing, and predicts other rows of it. */
export function fitAndPredictWith(
  { pool, classCount, learner }: FittingSetting,
  engine: Engine,
  random: Random,
): FitAndPredict<RowLabel> {
  return async (training, rows) => {
    const known = Int32Array.from(training, ({ row }) => row);
    const classes = Int32Array.from(training, ({ classIndex }) => classIndex);
    const set = { x: takeRows(pool.embeddings, known), rows: known, classes, classCount };
    const model = await findLearner(learner).fit(set, { ...engine, pool, previous: null, random });
    const context = { kernels: engine.kernels, pool };
    return findLearner(model.learner).predictProba(model, samplesOf(pool, rows), context);
  };
}

/**
 * The same where a sample may have several classes: the probability of each. Learns from labels only. Answers about
 * single classes were asked for where the model looked for the class, so they have no part in what random labels reach.
 */
export function fitAndPredictSets(
  { pool, classCount, learner }: FittingSetting,
  engine: Engine,
  random: Random,
): FitAndPredict<RowLabels> {
  return async (training, rows) => {
    const set = multiLabelTraining(pool, { trainingLabels: training, partialLabels: [] }, classCount);
    const parts = await fitOneVsRest(multiLabelLearner(learner), set, {
      ...engine,
      pool,
      previous: null,
      random,
    });
    return predictMemberships(parts, samplesOf(pool, rows), { kernels: engine.kernels, pool });
  };
}
