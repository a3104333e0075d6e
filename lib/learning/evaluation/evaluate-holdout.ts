import type { Kernels } from "../kernels";
import type { ModelState } from "../learners/learner";
import { findLearner } from "../learners/registry";
import { takeRows } from "../matrix";
import type { RoundInput } from "../round";
import { type Evaluation, evaluate } from "./evaluate";

/** Evaluates a model on labels that no model was trained on; null while there are none. */
export async function evaluateHoldout(
  { embeddings, holdoutLabels }: Pick<RoundInput, "embeddings" | "holdoutLabels">,
  model: ModelState,
  kernels: Kernels,
): Promise<Evaluation | null> {
  if (holdoutLabels.length === 0) return null;
  const x = takeRows(
    embeddings,
    holdoutLabels.map(({ row }) => row),
  );
  const truth = Int32Array.from(holdoutLabels, ({ classIndex }) => classIndex);
  return evaluate(await findLearner(model.learner).predictProba(model, x, kernels), truth);
}
