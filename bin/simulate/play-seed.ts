import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import type { NeighbourGraph } from "@/lib/learning/graph/neighbour-graph";
import type { Kernels } from "@/lib/learning/kernels";
import type { Matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { type SimulationEngine, type SimulationInput, simulate } from "@/lib/learning/simulate";
import { createKernels } from "@/lib/onnx/kernels";
import type { SeedPoint } from "@/lib/simulations/report/finished-run";
import { createNetworks } from "@/lib/tensorflow/networks";

/** What all seeds of a data set have in common. */
export type SimulationBase = Omit<SimulationInput, "learner" | "strategy" | "seed">;

export interface SeedTask {
  readonly learner: string;
  readonly strategy: string;
  readonly seed: number;
}

/**
 * ONNX Runtime splits sums among its threads, so their number decides the last bits, and those can decide which
 * sample is asked for. Every seed is played with one thread: the same points whatever --jobs and the machine's cores.
 */
const KERNEL_THREADS = 1;

export interface SeedEngine extends SimulationEngine {
  dispose(): Promise<void>;
}

/** What seeds are played with, in whatever thread. */
export function createSeedEngine(): SeedEngine {
  const kernels = createKernels({ threads: KERNEL_THREADS });
  return {
    kernels,
    networks: createNetworks(),
    buildGraph: graphsOnce(kernels),
    dispose: () => kernels.dispose(),
  };
}

/** Builds the graph of each pool once, however many seeds ask for it. */
function graphsOnce(kernels: Kernels): SimulationEngine["buildGraph"] {
  const built = new WeakMap<Matrix, Promise<NeighbourGraph | null>>();
  return (embeddings) => {
    const graph = built.get(embeddings) ?? buildNeighbourGraph(embeddings, kernels, createRandom(0, "graph"));
    built.set(embeddings, graph);
    return graph;
  };
}

/** Plays the loop once; the points come as they are made. */
export async function* playSeed(
  base: SimulationBase,
  task: SeedTask,
  engine: SimulationEngine,
): AsyncGenerator<SeedPoint> {
  let since = performance.now();
  for await (const point of simulate({ ...base, ...task }, engine)) {
    const now = performance.now();
    yield { seed: task.seed, ...point, seconds: Math.round(now - since) / 1000 };
    since = now;
  }
}
