import { availableParallelism } from "node:os";
import { basename, resolve } from "node:path";
import { createKernels } from "@/lib/onnx/kernels";
import type { FinishedRun, SeedPoint } from "@/lib/simulations/report/finished-run";
import { type EncodedData, encodeData } from "./encode-data";
import { hashModules } from "./hash-modules";
import { InOrder } from "./in-order";
import { type KeptSeeds, keptSeeds } from "./kept-seeds";
import { type DataSet, loadDataSet } from "./load-data-set";
import type { SimulateOptions } from "./options";
import type { SeedTask, SimulationBase } from "./play-seed";
import { playSeeds } from "./play-seeds";
import { openResumeFile, type ResumeFile } from "./resume-file";

/** How far the seeds of all runs are. */
export interface SeedProgress {
  readonly seedsDone: number;
  readonly seeds: number;
  readonly runs: number;
  /** 0..1; `freshShare` leaves out what was read from the resume file. */
  readonly share: number;
  readonly freshShare: number;
}

/** How far the whole command is, or what it does before seeds are played. */
export type Progress = SeedProgress | { readonly doing: string; readonly share: number };

/** What a run is, before it has ended. */
export type RunName = Pick<FinishedRun, "data" | "learner" | "strategy">;

export interface SimulationListener {
  /** How many of the seeds to be played are in the resume file, but of another version of the engine. */
  onOutdated?(seeds: number): void;
  onProgress?(progress: Progress): void;
  /** Every point, in order of data sets, learners, strategies, seeds and labels. */
  onPoint?(run: RunName, point: SeedPoint): void;
  /** The runs of one data set, when all of them have ended. */
  onRuns?(runs: readonly FinishedRun[]): void;
}

export interface SimulationSetting extends SimulationListener {
  /** The product's version: finished seeds of another one are not used, nor are those of other code. */
  readonly version: string;
  /** The bundle of seed-thread.ts; null plays all seeds in this thread. */
  readonly seedThread: URL | null;
}

/** Unless --jobs says so, not more threads than this: each needs memory of its own to work in. */
const MOST_JOBS = 8;

/**
 * Runs every data set with every learner and strategy. All data is read and checked before anything is computed;
 * each data set is encoded once, by each encoder that `auto` may choose, and not at all when the resume file has all
 * of its seeds.
 * Throws an InvalidInputError for data, options or files that do not fit together.
 */
export async function runSimulations(
  options: SimulateOptions,
  setting: SimulationSetting,
): Promise<FinishedRun[]> {
  const resume = options.resume === null ? null : openResumeFile(options.resume);
  try {
    const dataSets: DataSet[] = [];
    for (const directory of options.data) dataSets.push(await loadDataSet(directory, options));
    const kept = resume && keptOf(dataSets, resume, options, setting);
    const progress = countSeeds(options, setting);
    const finished: FinishedRun[] = [];
    for (const [d, dataSet] of dataSets.entries()) {
      const runs = await runDataSet(dataSet, options, setting, { kept: kept?.[d] ?? null, progress });
      setting.onRuns?.(runs);
      finished.push(...runs);
    }
    return finished;
  } finally {
    resume?.close();
  }
}

/** What is kept of each data set. Tells of seeds that have to be played again. */
function keptOf(
  dataSets: readonly DataSet[],
  resume: ResumeFile,
  options: SimulateOptions,
  { version, onOutdated }: SimulationSetting,
): KeptSeeds[] {
  const engine = { version, engine: hashModules(import.meta.url) };
  const kept = dataSets.map((dataSet) => keptSeeds(resume, dataSet, options, engine));
  const outdated = kept.flatMap((ofData) => tasksOf(options).filter(ofData.isOutdated)).length;
  if (outdated > 0) onOutdated?.(outdated);
  return kept;
}

async function runDataSet(
  { directory, data }: DataSet,
  options: SimulateOptions,
  setting: SimulationSetting,
  { kept, progress }: { kept: KeptSeeds | null; progress: SeedCounter },
): Promise<FinishedRun[]> {
  const tasks = tasksOf(options);
  const found = tasks.map((task) => kept?.find(task) ?? null);
  const missing = tasks.filter((_, i) => found[i] === null);
  const encoded = missing.length === 0 ? null : await encode({ directory, data }, options, setting);
  const points = tasks.map((): SeedPoint[] => []);
  const ordered = new InOrder<SeedPoint>((i, point) =>
    setting.onPoint?.({ data: directory, learner: tasks[i]!.learner, strategy: tasks[i]!.strategy }, point),
  );
  const add = (i: number, point: SeedPoint) => {
    points[i]!.push(point);
    ordered.add(i, point);
  };
  found.forEach((seed, i) => {
    if (!seed) return;
    for (const point of seed.points) add(i, point);
    ordered.finish(i);
    progress.resumed();
  });
  if (encoded) {
    // More threads than cores would take turns, and memory.
    const jobs = Math.min(options.jobs ?? MOST_JOBS, availableParallelism());
    const indexOf = new Map(tasks.map((task, i) => [task, i]));
    await playSeeds(
      baseOf(data, encoded, options),
      missing,
      { jobs, script: setting.seedThread },
      {
        onPoint: (task, point) => {
          add(indexOf.get(task)!, point);
          progress.point();
        },
        onDone: (task) => {
          const i = indexOf.get(task)!;
          kept?.add(task, { points: points[i]! });
          ordered.finish(i);
          progress.done(points[i]!.length);
        },
      },
    );
  }
  const sizes = {
    classCount: data.classNames.length,
    poolSize: data.pool.classes.length,
    testSize: data.test.classes.length,
  };
  return runsOf(options).map((run, r) => {
    const ofRun = points.slice(r * options.seeds, (r + 1) * options.seeds).flat();
    const encoder = [...new Set(ofRun.map((point) => point.encoder))].join(", ");
    const dataName = basename(resolve(directory));
    return { data: directory, dataName, ...run, encoder, ...sizes, points: ofRun };
  });
}

function runsOf({ learners, strategies }: SimulateOptions) {
  return learners.flatMap((learner) => strategies.map((strategy) => ({ learner, strategy })));
}

function tasksOf(options: SimulateOptions): SeedTask[] {
  const seeds = Array.from({ length: options.seeds }, (_, seed) => seed);
  return runsOf(options).flatMap((run) => seeds.map((seed) => ({ ...run, seed })));
}

async function encode(
  { directory, data }: DataSet,
  { encoder }: SimulateOptions,
  { onProgress }: SimulationSetting,
): Promise<EncodedData> {
  const kernels = createKernels();
  const encoded = await encodeData(data, encoder, kernels, (share, doing) =>
    onProgress?.({ share, doing: `${basename(resolve(directory))}: ${doing}` }),
  );
  await kernels.dispose();
  return encoded;
}

function baseOf(
  data: DataSet["data"],
  encoded: EncodedData,
  { budget, batch }: SimulateOptions,
): SimulationBase {
  return {
    ...encoded,
    poolClasses: data.pool.classes,
    testClasses: data.test.classes,
    classCount: data.classNames.length,
    budget,
    batch,
  };
}

type SeedCounter = ReturnType<typeof countSeeds>;

/** Counts points, in seeds: a seed that is half way counts as a half. */
function countSeeds(options: SimulateOptions, { onProgress }: SimulationSetting) {
  const runs = options.data.length * options.learners.length * options.strategies.length;
  const seeds = runs * options.seeds;
  const pointsPerSeed = Math.ceil(options.budget / options.batch);
  let [seedsDone, read, points] = [0, 0, 0];
  const tell = () => {
    const fresh = points / pointsPerSeed;
    onProgress?.({ seedsDone, seeds, runs, share: (read + fresh) / seeds, freshShare: fresh / seeds });
  };
  return {
    resumed: () => {
      seedsDone += 1;
      read += 1;
      tell();
    },
    point: () => {
      points += 1;
      tell();
    },
    /** A seed that began to learn late has made fewer points. */
    done: (made: number) => {
      seedsDone += 1;
      points += pointsPerSeed - made;
      tell();
    },
  };
}
