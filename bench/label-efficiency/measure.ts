import type { LearningCurve } from "@/lib/learning/evaluation/learning-curve";
import { parseFlags } from "../../bin/simulate/options";
import { ProgressBar } from "../../bin/simulate/progress-bar";
import { runSimulations } from "../../bin/simulate/run-simulations";
import { version } from "../../package.json";
import type { MeanTarget, PlannedRun } from "./targets";

/** What holds for all runs of the benchmark; as the options of `winnow simulate`. */
export interface Setting {
  readonly batch: string;
  readonly seeds: string;
  readonly resume?: string;
  readonly jobs?: string;
}

/** One curve a seed. */
export type Curves = readonly LearningCurve[];

/** A data set's curves with `auto` for encoder and learner, by strategy. */
export interface MeasuredRun {
  readonly run: PlannedRun;
  readonly classCount: number;
  readonly poolSize: number;
  readonly testSize: number;
  readonly encoder: string;
  readonly random: Curves;
  readonly auto: Curves;
}

export interface MeasuredBaseline {
  readonly curves: Curves;
  /** The learners that made the predictions: more than was asked for where that one stands back. */
  readonly learners: readonly string[];
}

/** The bundle that plays several seeds at a time; made by `buildBundles`. */
const seedThread = new URL("../../dist/seed-thread.mjs", import.meta.url);

export async function measureRun(directory: string, run: PlannedRun, setting: Setting): Promise<MeasuredRun> {
  const strategies = ["random", "auto"];
  const method = { encoder: "auto", learner: ["auto"], strategy: strategies };
  const [random, auto] = await simulateRun(directory, run, setting, method);
  const { classCount, poolSize, testSize, encoder } = auto!;
  const sizes = { classCount, poolSize, testSize, encoder };
  return { run, ...sizes, random: random!.curves, auto: auto!.curves };
}

/** The method that a mean accuracy is compared with, with margin. */
export async function measureBaseline(
  directory: string,
  run: PlannedRun,
  setting: Setting,
  { encoder, learner }: MeanTarget["baseline"],
): Promise<MeasuredBaseline> {
  const method = { encoder, learner: [learner], strategy: ["margin"] };
  const [{ points, curves }] = (await simulateRun(directory, run, setting, method)) as [Simulated];
  return { curves, learners: [...new Set(points.map((point) => point.learner))].sort() };
}

type Simulated = Awaited<ReturnType<typeof simulateRun>>[number];

async function simulateRun(
  directory: string,
  { pool, budget }: PlannedRun,
  setting: Setting,
  method: { encoder: string; learner: string[]; strategy: string[] },
) {
  const bar = new ProgressBar();
  const flags = { target: "0.95", format: "jsonl", budget: String(budget), data: [directory] };
  const options = parseFlags({
    ...setting,
    ...method,
    ...flags,
    ...(pool === null ? {} : { pool: String(pool) }),
  });
  const onProgress = bar.show.bind(bar);
  const runs = await runSimulations(options, { version, seedThread, onProgress });
  bar.clear();
  const seeds = Array.from({ length: options.seeds }, (_, seed) => seed);
  return runs.map((one) => ({
    ...one,
    curves: seeds.map((seed) => one.points.filter((point) => point.seed === seed)),
  }));
}
