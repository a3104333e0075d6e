import { findById } from "../find-by-id";
import { auto } from "./auto";
import { badge } from "./badge";
import { bald } from "./bald";
import { classBalancedMargin } from "./class-balanced";
import { clusterMargin } from "./cluster-margin";
import { committee } from "./committee";
import { contrastive } from "./contrastive";
import { densityWeighted } from "./density-weighted";
import { discriminative } from "./discriminative";
import { entropy } from "./entropy";
import { expectedModelChange } from "./expected-model-change";
import { facilityLocation } from "./facility-location";
import { graphVariance } from "./graph-variance";
import { kCenter } from "./k-center";
import { leastConfidence } from "./least-confidence";
import { margin } from "./margin";
import { medoids } from "./medoids";
import { probcover } from "./probcover";
import { random } from "./random";
import { sigmaOpt } from "./sigma-opt";
import type { QueryStrategy } from "./strategy";
import { typiclust } from "./typiclust";
import { uncertaintyNorm } from "./uncertainty-norm";

/** Every query strategy; the contract suite runs over this list. */
export const strategies: readonly QueryStrategy[] = [
  auto,
  margin,
  entropy,
  leastConfidence,
  bald,
  committee,
  kCenter,
  medoids,
  badge,
  clusterMargin,
  typiclust,
  probcover,
  contrastive,
  discriminative,
  graphVariance,
  sigmaOpt,
  uncertaintyNorm,
  expectedModelChange,
  densityWeighted,
  facilityLocation,
  classBalancedMargin,
  random,
];

/** Throws an UnknownIdError that lists the known ids. */
export function findStrategy(id: string): QueryStrategy {
  return findById("query strategy", strategies, id);
}
