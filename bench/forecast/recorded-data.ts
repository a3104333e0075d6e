import { join } from "node:path";
import type { BenchmarkData } from "@/lib/benchmark-data/benchmark-data";
import { readBenchmarkData } from "@/lib/benchmark-data/read-benchmark-data";
import { takePart } from "@/lib/benchmark-data/take-part";
import { createRandom } from "@/lib/learning/random";

/** The data sets of which runs are recorded: large enough for a reserve that tells the truth. */
export const recordedData = ["mr", "ag-news", "cifar10n", "sms-spam", "mnist", "banking77"] as const;

/** Samples of the pool, and how many of them are never asked for. */
const [POOL, RESERVE] = [4_000, 1_500];

const SEED = 0;

/** A part of the training samples as pool; its reserve, in random order, is what models are measured on. */
export interface RecordedData {
  readonly data: BenchmarkData;
  readonly candidates: Int32Array;
  readonly reserve: Int32Array;
}

export async function readRecordedData(shared: string, name: string): Promise<RecordedData> {
  const whole = await readBenchmarkData(join(shared, "data", name), SEED);
  // The test part only has to be there: the truth is the reserve's.
  const data: BenchmarkData =
    whole.kind === "text"
      ? {
          ...whole,
          pool: takePart(whole.pool, POOL, SEED, "pool"),
          test: takePart(whole.test, 1, SEED, "test"),
        }
      : {
          ...whole,
          pool: takePart(whole.pool, POOL, SEED, "pool"),
          test: takePart(whole.test, 1, SEED, "test"),
        };
  const order = createRandom(SEED, "reserve").permutation(POOL);
  return { data, reserve: order.slice(0, RESERVE), candidates: order.slice(RESERVE).sort() };
}
