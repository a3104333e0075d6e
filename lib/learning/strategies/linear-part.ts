import type { ModelState } from "../learners/learner";

/** Penalty for fits that find no linear model to ask: the one that `linear` uses before it can hold labels out. */
const FALLBACK_L2 = 0.03;

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

/** The L2 penalty that a linear model was fitted with. */
export function penaltyOf(linear: ModelState | null): number {
  return typeof linear?.chosen.l2 === "number" ? linear.chosen.l2 : FALLBACK_L2;
}
