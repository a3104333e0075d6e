import { findById } from "../find-by-id";
import { auto } from "./auto";
import { baseLearners } from "./base-learners";
import type { Learner } from "./learner";
import { mix } from "./mix";

/** Every learner; the contract suite runs over this list. `ModelState.learner` is never `auto`. */
export const learners: readonly Learner[] = [auto, mix, ...baseLearners];

/** Throws an UnknownIdError that lists the known ids. */
export function findLearner(id: string): Learner {
  return findById("learner", learners, id);
}
