import { DEFAULT_L2 } from "../learners/choose-penalty";
import type { ModelState } from "../learners/learner";

/** The linear model among a model and its parts, if it has this shape; else null. */
export function linearPart(
  model: ModelState | null,
  dimensions: number,
  classCount: number,
): ModelState | null {
  if (model === null) return null;
  const found = [model, ...model.parts].find(({ learner }) => learner === "linear");
  return found?.dimensions === dimensions && found.classCount === classCount ? found : null;
}

/** The L2 penalty that a linear model was fitted with; without one that of `linear` before it can hold labels out. */
export function penaltyOf(linear: ModelState | null): number {
  return typeof linear?.chosen.l2 === "number" ? linear.chosen.l2 : DEFAULT_L2;
}
