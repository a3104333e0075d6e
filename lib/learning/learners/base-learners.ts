import { findById } from "../find-by-id";
import { graph } from "./graph";
import type { Learner } from "./learner";
import { linear } from "./linear";

/** The learners that learn from labels themselves, simplest first; the others choose from these or combine them. */
export const baseLearners: readonly Learner[] = [linear, graph];

export function findBaseLearner(id: string): Learner {
  return findById("learner", baseLearners, id);
}
