import type { Command } from "commander";
import { messageOf } from "@/lib/errors";
import { encoders } from "@/lib/learning/encoders/registry";
import { learners } from "@/lib/learning/learners/registry";
import { strategies } from "@/lib/learning/strategies/registry";
import { figuresOf, type RunFigures } from "@/lib/simulations/report/figures";
import { htmlReport } from "@/lib/simulations/report/html-report";
import { machineName } from "@/lib/simulations/report/machine-name";
import { version } from "../../package.json";
import { drawCurves } from "../simulate/chart";
import { compareTable } from "../simulate/compare-table";
import { pointLine, summaryLine } from "../simulate/json-lines";
import { parseFlags, type SimulateFlags, type SimulateOptions } from "../simulate/options";
import { type Output, OutputEnded, openOutput } from "../simulate/output";
import { ProgressBar } from "../simulate/progress-bar";
import type { Progress, SeedProgress } from "../simulate/run-simulations";
import { onStop, stopMessage } from "../simulate/stop";
import { assertWritable, writeReport } from "../simulate/write-report";

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
    .option(
      "--jobs <number>",
      "seeds played at a time, one a core at most; the results are the same (default: cores, 8 at most)",
    )
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
strategy, budget, batch, seed and the code that plays them are the same.

The encoder is fitted once, with one random draw, for all seeds, strategies and
learners: the spread over the seeds is that of their labels, and --seeds costs
no second fit. Jobs share the embeddings; each works in memory of its own.
Exit codes: 0 done, 1 failed, 2 cannot be carried out, 130 stopped by Ctrl-C.`;

async function simulateCommand(flags: SimulateFlags, seedThread: URL | null): Promise<void> {
  const output = openOutput(process.stdout);
  const bar = new ProgressBar();
  let seeds: SeedProgress | null = null;
  const ignoreStop = onStop(() => {
    bar.clear();
    return stopMessage(seeds, flags.resume ?? null);
  });
  const onProgress = (progress: Progress) => {
    if ("seeds" in progress) seeds = progress;
    bar.show(progress);
  };
  try {
    const options = parseFlags(flags);
    if (options.report !== null) assertWritable(options.report);
    await simulateAndTell(options, { seedThread, bar, output, onProgress });
  } catch (error) {
    bar.clear();
    if (error instanceof OutputEnded) return;
    process.stderr.write(`error: ${messageOf(error)}\n`);
    process.exitCode = isRefusal(error) ? BAD_REQUEST : 1;
  } finally {
    ignoreStop();
  }
}

/** Errors with a `code` of ours are about what was asked for; the others are faults. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && "retryable" in error;
}

interface Telling {
  readonly seedThread: URL | null;
  readonly bar: ProgressBar;
  readonly output: Output;
  onProgress(progress: Progress): void;
}

async function simulateAndTell(options: SimulateOptions, { seedThread, bar, output, onProgress }: Telling) {
  const { runSimulations } = await import("../simulate/run-simulations");
  const figures: RunFigures[] = [];
  const isJsonl = options.format === "jsonl";
  await runSimulations(options, {
    version,
    seedThread,
    onProgress,
    onOutdated: (seeds) => {
      bar.clear();
      process.stderr.write(outdatedMessage(seeds, options.resume!));
    },
    onPoint: (run, point) => {
      if (!isJsonl) return;
      bar.clear();
      output.write(pointLine(run, point, options));
    },
    onRuns: (runs) => {
      bar.clear();
      const ofData = figuresOf(runs, options);
      figures.push(...ofData);
      if (isJsonl) for (const one of ofData) output.write(summaryLine(one, options));
      if (options.format === "chart") for (const one of ofData) output.write(chartOf(one, options));
    },
  });
  if (options.format === "table") output.write(compareTable(figures, options));
  else if (options.compare) (isJsonl ? process.stderr : output).write(compareTable(figures, options));
  if (options.report !== null) {
    const context = { version, machine: machineName(), date: new Date() };
    await writeReport(options.report, htmlReport(figures, options, context));
  }
}

function outdatedMessage(seeds: number, resume: string): string {
  const were = seeds === 1 ? "1 finished seed was" : `${seeds} finished seeds were`;
  return `${were} of another version of the engine: left in ${resume}, and played again.\n`;
}

function chartOf({ run, name, curve, toTarget }: RunFigures, options: SimulateOptions): string {
  const title = `${run.data}: ${name}, ${run.encoder}, ${options.seeds === 1 ? "1 seed" : `${options.seeds} seeds`}, test accuracy`;
  const { median } = toTarget;
  const isAtStart = median === curve[0]?.labels;
  const reached =
    median === null ? "not reached" : `${median} labels (median)${isAtStart ? ", at the first point" : ""}`;
  const chart = drawCurves(curve, { width: 70, height: 16, title });
  return `${chart}Target ${(100 * options.target).toFixed(1)} %: ${reached}.\n`;
}
