import { simulationPoolShare } from "../contracts/simulations";
import { createRandom } from "../learning/random";

/** Places of the samples that strategies may ask for, and of those that models are measured on. */
export interface SampleSplit {
  readonly pool: Int32Array;
  readonly test: Int32Array;
}

/** Cuts samples 0..count-1 in two at random. */
export function splitSamples(count: number, seed: number): SampleSplit {
  const order = createRandom(seed, "simulation split").permutation(count);
  const poolSize = Math.floor(count * simulationPoolShare);
  return { pool: order.slice(0, poolSize), test: order.slice(poolSize) };
}
