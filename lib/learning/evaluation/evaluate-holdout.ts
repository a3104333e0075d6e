import type { ModelState, PredictionContext } from "../learners/learner";
import { findLearner } from "../learners/registry";
import { samplesOf } from "../pool";
import type { RowLabel } from "../round";
import { type Evaluation, evaluate } from "./evaluate";

/** Evaluates a model on labels that no model was trained on; null while there are none. */
export async function evaluateHoldout(
  holdoutLabels: readonly RowLabel[],
  model: ModelState,
  context: PredictionContext,
): Promise<Evaluation | null> {
  if (holdoutLabels.length === 0) return null;
  const rows = Int32Array.from(holdoutLabels, ({ row }) => row);
  const truth = Int32Array.from(holdoutLabels, ({ classIndex }) => classIndex);
  const samples = samplesOf(context.pool, rows);
  return evaluate(await findLearner(model.learner).predictProba(model, samples, context), truth);
}
