import { findById } from "../find-by-id";
import type { Learner } from "./learner";
import { linear } from "./linear";

/** Resolves to the learner that suits the labels; today there is one. `ModelState.learner` names it. */
const auto: Learner = { ...linear, id: "auto" };

/** Every learner; the contract suite runs over this list. */
export const learners: readonly Learner[] = [auto, linear];

/** Throws an UnknownIdError that lists the known ids. */
export function findLearner(id: string): Learner {
  return findById("learner", learners, id);
}
