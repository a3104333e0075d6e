import { findById } from "../find-by-id";
import { graph } from "./graph";
import type { Learner } from "./learner";
import { linear } from "./linear";
import { prototype } from "./prototype";

/** The learners that learn from labels themselves, simplest first; the others choose from these or combine them. */
export const baseLearners: readonly Learner[] = [prototype, linear, graph];

export function findBaseLearner(id: string): Learner {
  return findById("learner", baseLearners, id);
}
