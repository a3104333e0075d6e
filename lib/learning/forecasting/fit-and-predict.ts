import { findLearner } from "../learners/registry";
import { takeRows } from "../matrix";
import { type Pool, samplesOf } from "../pool";
import type { Random } from "../random";
import type { Engine, RowLabel } from "../round";
import type { FitAndPredict } from "./cross-fit";

/** Fits the project's learner on some labels of the pool, from nothing, and predicts other rows of it. */
export function fitAndPredictWith(
  {
    pool,
    classCount,
    learner,
  }: { readonly pool: Pool; readonly classCount: number; readonly learner: string },
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
