import { findById } from "../find-by-id";
import { graph } from "./graph";
import type { Learner } from "./learner";
import { linear } from "./linear";
import { network } from "./network";
import { prototype } from "./prototype";
import { sparseLinear } from "./sparse-linear";

/** The learners that learn from labels themselves, simplest first; the others choose from these or combine them. */
export const baseLearners: readonly Learner[] = [prototype, linear, sparseLinear, graph, network];

export function findBaseLearner(id: string): Learner {
  return findById("learner", baseLearners, id);
}
