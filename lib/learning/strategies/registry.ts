import { UnknownStrategyError } from "../errors";
import { auto } from "./auto";
import { entropy } from "./entropy";
import { leastConfidence } from "./least-confidence";
import { margin } from "./margin";
import { random } from "./random";
import type { QueryStrategy } from "./strategy";

/** Every query strategy; the contract suite runs over this list. */
export const strategies: readonly QueryStrategy[] = [auto, margin, entropy, leastConfidence, random];

/** Throws an UnknownStrategyError that lists the known ids. */
export function findStrategy(id: string): QueryStrategy {
  const found = strategies.find((strategy) => strategy.id === id);
  if (found === undefined) {
    throw new UnknownStrategyError(
      id,
      strategies.map((strategy) => strategy.id),
    );
  }
  return found;
}
