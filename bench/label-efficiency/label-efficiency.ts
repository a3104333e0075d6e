import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { InvalidInputError, messageOf } from "@/lib/errors";
import { buildBundles } from "../../bin/build.mjs";
import type { BenchResult } from "../bench-result";
import { wholeNumber } from "../whole-number";
import { writeDemoData } from "./demo-data";
import { type MeasuredRun, measureBaseline, measureRun, type Setting } from "./measure";
import { type PeerPoint, readPeers } from "./peers";
import { accuracyTable, type Figures, type MeasuredMean, meanTable, targetTable } from "./tables";
import { meanTargets, type PlannedRun, runsOf, targets } from "./targets";

/** A run with the directory of its data. */
interface LocatedRun {
  readonly directory: string;
  readonly run: PlannedRun;
}

interface Plan {
  readonly runs: readonly LocatedRun[];
  readonly peers: readonly PeerPoint[];
  /** Whether the data are those that the targets are about. */
  readonly hasTargets: boolean;
}

/** Enough for a stranger's first look; the sets of `demo/` are small. */
const DEMO_BUDGET = 200;

/**
 * Accuracy against labels with everything on `auto`, beside random labeling and beside recorded curves of peers, on
 * every data set in `data/` of the folder that --shared names. Without it the two sets in `demo/` are measured. `--data`
 * limits it to some runs, by name. `--resume` keeps finished seeds in a file, by data, method and product version: a
 * file of another state of the code is not to be continued.
 */
export async function labelEfficiency(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: {
      shared: { type: "string" },
      data: { type: "string" },
      budget: { type: "string" },
      batch: { type: "string", default: "10" },
      seeds: { type: "string", default: "5" },
      resume: { type: "string" },
      jobs: { type: "string" },
    },
  });
  const { shared, data, budget, ...setting } = values;
  const cap = budget === undefined ? null : wholeNumber("budget", budget);
  await buildBundles();
  const scratch = mkdtempSync(join(tmpdir(), "winnow-bench-"));
  try {
    const plan = shared === undefined ? await planDemo(scratch) : await planShared(shared);
    const runs = chosen(plan.runs, data?.split(",")).map(({ directory, run }) => ({
      directory,
      run: { ...run, budget: cap ?? run.budget },
    }));
    return await measureAll({ ...plan, runs }, setting);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function planDemo(scratch: string): Promise<Plan> {
  await writeDemoData(scratch);
  const runs = readdirSync(scratch).map((name) => ({
    directory: join(scratch, name),
    run: { name, data: name, pool: null, budget: DEMO_BUDGET },
  }));
  return { runs, peers: [], hasTargets: false };
}

async function planShared(shared: string): Promise<Plan> {
  const peers = await readPeers(join(shared, "baselines"));
  const names = listFolders(join(shared, "data"));
  const runs = names.flatMap((name) =>
    runsOf(name).map((run) => ({ directory: join(shared, "data", name), run })),
  );
  return { runs, peers, hasTargets: true };
}

function listFolders(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch (cause) {
    throw new InvalidInputError({
      code: "no_data",
      what: `${directory} cannot be read: ${messageOf(cause)}.`,
      next: "Give --shared a folder with data/ and baselines/curves.csv.",
      cause,
    });
  }
}

function chosen(runs: readonly LocatedRun[], names: readonly string[] | undefined): readonly LocatedRun[] {
  if (names === undefined) return runs;
  const unknown = names.find((name) => !runs.some(({ run }) => run.name === name));
  if (unknown === undefined) return runs.filter(({ run }) => names.includes(run.name));
  throw new InvalidInputError({
    code: "unknown_run",
    what: `There is no run "${unknown}".`,
    next: `--data takes some of: ${runs.map(({ run }) => run.name).join(", ")}.`,
  });
}

async function measureAll({ runs, peers, hasTargets }: Plan, setting: Setting): Promise<BenchResult> {
  const figures: Figures = {};
  const measured: MeasuredRun[] = [];
  const means: MeasuredMean[] = [];
  const tables: string[] = [];
  for (const { directory, run } of runs) {
    const one = await measureRun(directory, run, setting);
    measured.push(one);
    const table = accuracyTable(one, peers);
    Object.assign(figures, table.figures);
    tables.push(`${describe(one)}\n\n${table.markdown}`);
    console.error(`${tables.at(-1)}\n`);
    const target = hasTargets ? meanTargets.find((mean) => mean.run === run.name) : undefined;
    if (!target) continue;
    const baseline = await measureBaseline(directory, run, setting, target.baseline);
    means.push({ target, run: one, baseline });
  }
  const parts = [`Seeds: ${setting.seeds}; labels between two rounds: ${setting.batch}. ${legend}`];
  if (hasTargets) parts.push(...targetParts(measured, means, figures));
  return { figures, markdown: [...parts, ...tables].join("\n\n") };
}

/** The tables of what is asked, as far as it was measured. */
function targetParts(measured: readonly MeasuredRun[], means: readonly MeasuredMean[], figures: Figures) {
  const asked = targets.filter(({ run: name }) => measured.some(({ run }) => run.name === name));
  const ofTargets = targetTable(measured, asked);
  const ofMeans = meanTable(means);
  Object.assign(figures, ofTargets.figures, ofMeans.figures);
  const reached =
    "Labels until an accuracy on the test part is reached for the first time, median over the seeds:";
  const overall = "Mean accuracy of the points from 20 to 500 labels, per cent:";
  return [
    ...(asked.length > 0 ? [reached, ofTargets.markdown] : []),
    ...(means.length > 0 ? [overall, ofMeans.markdown] : []),
  ];
}

function describe({ run, classCount, poolSize, testSize, encoder }: MeasuredRun): string {
  return `**${run.name}**: ${classCount} classes, pool ${poolSize}, test ${testSize}, encoder ${encoder}`;
}

const legend = [
  "Accuracy in per cent, mean ± standard deviation over the seeds; `random` has the same encoder and learner as `auto`.",
  "The best peer is the one with the highest mean at that count; peers began with 20 random labels, took 20 at a time, and",
  "chose from the whole training part. 'Below' means by more than one standard deviation, the root of the mean of both",
  "variances.",
].join("\n");
