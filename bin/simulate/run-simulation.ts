import type { BenchmarkData } from "@/lib/benchmark-data/benchmark-data";
import { readBenchmarkData } from "@/lib/benchmark-data/read-benchmark-data";
import { takePart } from "@/lib/benchmark-data/take-part";
import { InvalidInputError } from "@/lib/errors";
import { type SimulationPoint, simulate } from "@/lib/learning/simulate";
import { createKernels } from "@/lib/onnx/kernels";
import { encodeData } from "./encode-data";
import type { SimulateOptions } from "./options";

export interface SeedPoint extends SimulationPoint {
  readonly seed: number;
  /** Wall time since the point before, or since the seed's start. */
  readonly seconds: number;
}

export interface SimulationRun {
  /** The encoder that `auto` resolved to. */
  readonly encoder: string;
  readonly classCount: number;
  readonly poolSize: number;
  readonly testSize: number;
  readonly points: AsyncIterable<SeedPoint>;
}

/** The draw of --pool and --test is the same in every run, so that runs and strategies can be compared. */
const PART_SEED = 0;

/**
 * Reads and encodes the data once, and plays the loop once a seed; the points come as they are made.
 * Throws an InvalidInputError for data or options that do not fit together.
 */
export async function startSimulation(
  options: SimulateOptions,
  onProgress: (share: number, doing: string) => void,
): Promise<SimulationRun> {
  const data = takeParts(await readBenchmarkData(options.data, PART_SEED), options);
  checkFit(data, options);
  const kernels = createKernels();
  const encoded = await encodeData(data, options.encoder, kernels, onProgress);

  async function* points(): AsyncGenerator<SeedPoint> {
    for (let seed = 0; seed < options.seeds; seed++) {
      let since = performance.now();
      const input = {
        pool: encoded.pool,
        poolClasses: data.pool.classes,
        test: encoded.test,
        testClasses: data.test.classes,
        classCount: data.classNames.length,
      };
      for await (const point of simulate({ ...options, ...input, seed }, { kernels, networks: null })) {
        const now = performance.now();
        yield { seed, ...point, seconds: Math.round(now - since) / 1000 };
        since = now;
      }
    }
  }
  return {
    encoder: encoded.encoder,
    classCount: data.classNames.length,
    poolSize: data.pool.classes.length,
    testSize: data.test.classes.length,
    points: points(),
  };
}

function takeParts(data: BenchmarkData, { pool, test }: SimulateOptions): BenchmarkData {
  return data.kind === "text"
    ? {
        ...data,
        pool: takePart(data.pool, pool, PART_SEED, "pool"),
        test: takePart(data.test, test, PART_SEED, "test"),
      }
    : {
        ...data,
        pool: takePart(data.pool, pool, PART_SEED, "pool"),
        test: takePart(data.test, test, PART_SEED, "test"),
      };
}

function checkFit({ pool, classNames }: BenchmarkData, { budget, data }: SimulateOptions): void {
  if (new Set(pool.classes).size < 2) {
    throw new InvalidInputError({
      code: "one_class",
      what: `All ${pool.classes.length} training samples in ${data} have the class "${classNames[pool.classes[0]!]}".`,
      next: "A simulation needs samples of at least two classes.",
    });
  }
  if (budget > pool.classes.length) {
    throw new InvalidInputError({
      code: "budget_over_pool",
      what: `--budget ${budget} is more than the ${pool.classes.length} samples of the pool.`,
      next: `Give a budget of at most ${pool.classes.length}.`,
    });
  }
}
