import { type DataSet, hashSamples } from "./load-data-set";
import type { SimulateOptions } from "./options";
import type { SeedTask } from "./play-seed";
import type { FinishedSeed, ResumeFile, SeedKey } from "./resume-file";

/** What the resume file has of one data set. */
export interface KeptSeeds {
  find(task: SeedTask): FinishedSeed | null;
  /** Whether another version of the engine finished it, and this one did not. */
  isOutdated(task: SeedTask): boolean;
  add(task: SeedTask, seed: FinishedSeed): void;
}

export function keptSeeds(
  file: ResumeFile,
  { data }: DataSet,
  { encoder, budget, batch }: SimulateOptions,
  engine: Pick<SeedKey, "version" | "engine">,
): KeptSeeds {
  const common = { ...engine, samples: hashSamples(data), encoder, budget, batch };
  const keyOf = (task: SeedTask): SeedKey => ({ ...common, ...task });
  return {
    find: (task) => file.find(keyOf(task)),
    isOutdated: (task) => file.isOutdated(keyOf(task)),
    add: (task, seed) => file.add(keyOf(task), seed),
  };
}
