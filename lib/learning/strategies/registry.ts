import { findById } from "../find-by-id";
import { auto } from "./auto";
import { entropy } from "./entropy";
import { leastConfidence } from "./least-confidence";
import { margin } from "./margin";
import { random } from "./random";
import type { QueryStrategy } from "./strategy";

/** Every query strategy; the contract suite runs over this list. */
export const strategies: readonly QueryStrategy[] = [auto, margin, entropy, leastConfidence, random];

/** Throws an UnknownIdError that lists the known ids. */
export function findStrategy(id: string): QueryStrategy {
  return findById("query strategy", strategies, id);
}
