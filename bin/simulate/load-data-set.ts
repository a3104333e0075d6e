import { createHash } from "node:crypto";
import type { BenchmarkData } from "@/lib/benchmark-data/benchmark-data";
import { readBenchmarkData } from "@/lib/benchmark-data/read-benchmark-data";
import { takePart } from "@/lib/benchmark-data/take-part";
import { InvalidInputError } from "@/lib/errors";
import { encoders } from "@/lib/learning/encoders/registry";
import { UnknownIdError } from "@/lib/learning/errors";
import type { SimulateOptions } from "./options";

export interface DataSet {
  /** The directory as it was given. */
  readonly directory: string;
  readonly data: BenchmarkData;
}

/** The draw of --pool and --test is the same in every run, so that runs and strategies can be compared. */
const PART_SEED = 0;

/** Reads a data set. Throws an InvalidInputError or an UnknownIdError for data and options that do not fit together. */
export async function loadDataSet(directory: string, options: SimulateOptions): Promise<DataSet> {
  const data = takeParts(await readBenchmarkData(directory, PART_SEED), options);
  checkFit(data, directory, options.budget);
  const known = ["auto", ...encoders[data.kind].map(({ id }) => id)];
  if (!known.includes(options.encoder))
    throw new UnknownIdError(`${data.kind} encoder`, options.encoder, known);
  return { directory, data };
}

/** A hash of the classes and of every sample: equal for the same data wherever it lies. */
export function hashSamples(data: BenchmarkData): string {
  const hash = createHash("sha256").update(JSON.stringify(data.classNames));
  for (const part of [data.pool, data.test]) {
    hash.update(`\0${part.contents.length}\0`).update(part.classes);
    for (const content of part.contents) {
      if (typeof content === "string") hash.update(`${content.length} ${content}`);
      else hash.update(`${content.width} ${content.height} ${content.channels} `).update(content.data);
    }
  }
  return hash.digest("hex");
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

function checkFit({ pool, classNames }: BenchmarkData, directory: string, budget: number): void {
  if (new Set(pool.classes).size < 2) {
    throw new InvalidInputError({
      code: "one_class",
      what: `All ${pool.classes.length} training samples in ${directory} have the class "${classNames[pool.classes[0]!]}".`,
      next: "A simulation needs samples of at least two classes.",
    });
  }
  if (budget > pool.classes.length) {
    throw new InvalidInputError({
      code: "budget_over_pool",
      what: `--budget ${budget} is more than the ${pool.classes.length} samples of the pool of ${directory}.`,
      next: `Give a budget of at most ${pool.classes.length}.`,
    });
  }
}
