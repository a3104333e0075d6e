import { UnknownLearnerError } from "../errors";
import type { Learner } from "./learner";
import { linear } from "./linear";

/** Resolves to the learner that suits the labels; today there is one. `ModelState.learner` names it. */
const auto: Learner = { ...linear, id: "auto" };

/** Every learner; the contract suite runs over this list. */
export const learners: readonly Learner[] = [auto, linear];

/** Throws an UnknownLearnerError that lists the known ids. */
export function findLearner(id: string): Learner {
  const found = learners.find((learner) => learner.id === id);
  if (found === undefined) {
    throw new UnknownLearnerError(
      id,
      learners.map((learner) => learner.id),
    );
  }
  return found;
}
