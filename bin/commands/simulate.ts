import { accessSync, constants, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { dirname } from "node:path";
import type { Command } from "commander";
import { InvalidInputError, messageOf } from "@/lib/errors";
import { encoders } from "@/lib/learning/encoders/registry";
import { learners } from "@/lib/learning/learners/registry";
import { strategies } from "@/lib/learning/strategies/registry";
import { version } from "../../package.json";
import { drawCurves } from "../simulate/chart";
import { compareTable } from "../simulate/compare-table";
import { figuresOf, type RunFigures } from "../simulate/figures";
import { pointLine, summaryLine } from "../simulate/json-lines";
import { parseFlags, type SimulateFlags, type SimulateOptions } from "../simulate/options";
import { ProgressBar } from "../simulate/progress-bar";
import { htmlReport } from "../simulate/report/html-report";

/** The exit code for a request that cannot be carried out as it stands. */
const BAD_REQUEST = 2;

const idsOf = (entries: readonly { id: string }[]) => entries.map(({ id }) => id).join(", ");
const collect = (text: string, before: string[] = []) => [...before, text];

/** `seedThread`: the bundle of seed-thread.ts, without which seeds are played one after another. */
export function registerSimulate(program: Command, seedThread: URL | null = null): void {
  program
    .command("simulate")
    .description("play the whole loop on labeled data, with the known labels as the annotator")
    .option(
      "--data <directories>",
      "directories with train.csv and test.csv (columns text, label), IDX image files, or a folder of images per class",
      collect,
    )
    .option(
      "--encoder <id>",
      `auto, ${idsOf(encoders.text)} (texts) or ${idsOf(encoders.image)} (images)`,
      "auto",
    )
    .option("--learner <ids>", `${idsOf(learners)} (default: "auto")`, collect)
    .option("--strategy <ids>", `${idsOf(strategies)}; random is the baseline (default: "auto")`, collect)
    .option("--budget <labels>", "labels to spend in all", "200")
    .option("--batch <labels>", "labels between two rounds", "10")
    .option("--seeds <number>", "repetitions, with seeds 0, 1, …", "5")
    .option("--pool <samples>", "use a random part of the training samples")
    .option("--test <samples>", "use a random part of the test samples")
    .option("--target <accuracy>", "accuracy whose cost in labels is reported, 0 to 1", "0.95")
    .option(
      "--format <format>",
      "jsonl: one line a point, then a summary a run; chart: curves in the terminal; table: figures side by side",
      "jsonl",
    )
    .option("--compare", "add the table (beside jsonl it goes to stderr)")
    .option("--report <file>", "write curves and figures into one HTML file")
    .option("--resume <file>", "keep finished seeds in this file, and read those that it holds")
    .option("--jobs <number>", "seeds played at a time; the results are the same (default: cores, 8 at most)")
    .addHelpText("after", help)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : BAD_REQUEST))
    .action((flags: SimulateFlags) => simulateCommand(flags, seedThread));
}

const help = `
Test samples are never in the pool and never seen by the encoder.

One run, as curves in the terminal:
  winnow simulate --data ag-news --strategy margin --format chart

What strategies save against random, as a table and as an HTML report:
  winnow simulate --data ag-news --strategy margin,entropy,random --format table
  winnow simulate --data ag-news --strategy margin,random --target 0.85 \\
    --report margin.html >margin.jsonl

Several data sets, named one by one or with commas between. After Ctrl-C the
same command goes on with the seeds that had not ended:
  winnow simulate --data ag-news --data mnist --strategy auto,random \\
    --resume runs.jsonl --format table

Where several learners are compared, a run is named "strategy, learner".
With several runs each JSON line names its data, strategy and learnerOption:
the learner as asked for, where learner is the one that was fitted.
Finished seeds are used again where data (by content), encoder, learner,
strategy, budget, batch, seed and Winnow's version are the same. Each job holds
a copy of the embeddings. Exit codes: 0 done, 1 failed, 2 cannot be carried out.`;

async function simulateCommand(flags: SimulateFlags, seedThread: URL | null): Promise<void> {
  process.stdout.off("error", endWithReader).on("error", endWithReader);
  const bar = new ProgressBar();
  try {
    const options = parseFlags(flags);
    if (options.report !== null) assertWritable(options.report);
    await simulateAndTell(options, seedThread, bar);
  } catch (error) {
    bar.clear();
    process.stderr.write(`error: ${messageOf(error)}\n`);
    process.exitCode = isRefusal(error) ? BAD_REQUEST : 1;
  }
}

/** Whoever reads the lines may stop at any of them. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`error: The results cannot be written: ${error.message}.\n`);
  process.exit(1);
}

/** Errors with a `code` of ours are about what was asked for; the others are faults. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && "retryable" in error;
}

async function simulateAndTell(options: SimulateOptions, seedThread: URL | null, bar: ProgressBar) {
  const { runSimulations } = await import("../simulate/run-simulations");
  const figures: RunFigures[] = [];
  const isJsonl = options.format === "jsonl";
  await runSimulations(options, {
    version,
    seedThread,
    onProgress: (progress) => bar.show(progress),
    onPoint: (run, point) => {
      if (!isJsonl) return;
      bar.clear();
      process.stdout.write(pointLine(run, point, options));
    },
    onRuns: (runs) => {
      bar.clear();
      const ofData = figuresOf(runs, options);
      figures.push(...ofData);
      if (isJsonl) for (const one of ofData) process.stdout.write(summaryLine(one, options));
      if (options.format === "chart") for (const one of ofData) process.stdout.write(chartOf(one, options));
    },
  });
  if (options.format === "table") process.stdout.write(compareTable(figures, options));
  else if (options.compare) (isJsonl ? process.stderr : process.stdout).write(compareTable(figures, options));
  if (options.report !== null) {
    const context = { version, machine: machineName(), date: new Date() };
    await writeReport(options.report, htmlReport(figures, options, context));
  }
}

function chartOf({ run, name, curve, toTarget }: RunFigures, options: SimulateOptions): string {
  const title = `${run.data}: ${name}, ${run.encoder}, ${options.seeds === 1 ? "1 seed" : `${options.seeds} seeds`}, test accuracy`;
  const reached = toTarget.median === null ? "not reached" : `${toTarget.median} labels (median)`;
  const chart = drawCurves(curve, { width: 70, height: 16, title });
  return `${chart}Target ${(100 * options.target).toFixed(1)} %: ${reached}.\n`;
}

async function writeReport(path: string, html: string): Promise<void> {
  await writeFile(path, html).catch((cause) => {
    throw new Error(
      `The report ${path} could not be written: ${messageOf(cause)}. ` +
        "Make room or name another file; seeds that --resume keeps are not computed again.",
      { cause },
    );
  });
}

/** Before hours are spent on what cannot be kept. Throws an InvalidInputError. */
function assertWritable(path: string): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (path === "") throw new Error("its name is empty");
    if (found?.isDirectory()) throw new Error("it is a directory");
    if (!found && !statSync(dirname(path)).isDirectory()) throw new Error(`${dirname(path)} is no directory`);
    accessSync(found ? path : dirname(path), constants.W_OK);
  } catch (cause) {
    throw new InvalidInputError({
      code: "report_not_writable",
      what: `--report ${path} cannot be written: ${messageOf(cause)}.`,
      next: "Name a file in a directory that exists; nothing was computed yet.",
      cause,
    });
  }
}

function machineName(): string {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${cores[0]?.model.trim() ?? "unknown processor"}, ${gibibytes} GiB, Node ${process.version}`;
}
