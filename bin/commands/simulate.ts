import type { Command } from "commander";
import { messageOf } from "@/lib/errors";
import { encoders } from "@/lib/learning/encoders/registry";
import { learners } from "@/lib/learning/learners/registry";
import { strategies } from "@/lib/learning/strategies/registry";
import { drawCurves } from "../simulate/chart";
import { parseFlags, type SimulateFlags, type SimulateOptions } from "../simulate/options";
import type { SeedPoint, SimulationRun } from "../simulate/run-simulation";
import { labelsToTarget, summariseCurves } from "../simulate/summary";

/** The exit code for a request that cannot be carried out as it stands. */
const BAD_REQUEST = 2;

const idsOf = (entries: readonly { id: string }[]) => entries.map(({ id }) => id).join(", ");

export function registerSimulate(program: Command): void {
  program
    .command("simulate")
    .description("play the whole loop on labeled data, with the known labels as the annotator")
    .option("--data <directory>", "train.csv and test.csv, IDX image files, or a folder of images per class")
    .option(
      "--encoder <id>",
      `auto, ${idsOf(encoders.text)} (texts) or ${idsOf(encoders.image)} (images)`,
      "auto",
    )
    .option("--learner <id>", idsOf(learners), "auto")
    .option("--strategy <id>", `${idsOf(strategies)}; random is the baseline`, "auto")
    .option("--budget <labels>", "labels to spend in all", "200")
    .option("--batch <labels>", "labels between two rounds", "10")
    .option("--seeds <number>", "runs, with seeds 0, 1, …", "5")
    .option("--pool <samples>", "use a random part of the training samples")
    .option("--test <samples>", "use a random part of the test samples")
    .option("--target <accuracy>", "accuracy whose cost in labels is reported, 0 to 1", "0.95")
    .option(
      "--format <format>",
      "jsonl: one line a point, then a summary; chart: curves in the terminal",
      "jsonl",
    )
    .addHelpText(
      "after",
      `
Test samples are never in the pool and never seen by the encoder. Compare a strategy with the baseline:
  winnow simulate --data ag-news --strategy margin --format chart
  winnow simulate --data ag-news --strategy random --format chart`,
    )
    .action(simulateCommand);
}

async function simulateCommand(flags: SimulateFlags): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  try {
    const options = parseFlags(flags);
    const { startSimulation } = await import("../simulate/run-simulation");
    const run = await startSimulation(options, showProgress);
    await report(run, options);
  } catch (error) {
    clearProgress();
    process.stderr.write(`error: ${messageOf(error)}\n`);
    process.exitCode = isRefusal(error) ? BAD_REQUEST : 1;
  }
}

/** Errors with a `code` of ours are about what was asked for; the others are faults. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && "retryable" in error;
}

async function report(run: SimulationRun, options: SimulateOptions): Promise<void> {
  const points: SeedPoint[] = [];
  for await (const point of run.points) {
    points.push(point);
    if (options.format === "jsonl") process.stdout.write(`${JSON.stringify(point)}\n`);
    else
      showProgress(points.length / (options.seeds * Math.ceil(options.budget / options.batch)), "simulating");
  }
  clearProgress();
  const curve = summariseCurves(points);
  const toTarget = labelsToTarget(points, options.seeds, options.target);
  if (options.format === "chart") {
    const title = `${options.data}: ${options.strategy}, ${run.encoder}, ${options.seeds} seeds, test accuracy`;
    process.stdout.write(drawCurves(curve, { width: 70, height: 16, title }));
    const reached = toTarget.median === null ? "not reached" : `${toTarget.median} labels (median)`;
    process.stdout.write(`Target ${(100 * options.target).toFixed(1)} %: ${reached}.\n`);
    return;
  }
  process.stdout.write(
    `${JSON.stringify({
      summary: true,
      data: options.data,
      encoder: run.encoder,
      learner: points.at(-1)?.learner ?? options.learner,
      strategy: options.strategy,
      classes: run.classCount,
      pool: run.poolSize,
      test: run.testSize,
      curve,
      target: options.target,
      labelsToTarget: toTarget.perSeed,
      medianLabelsToTarget: toTarget.median,
    })}\n`,
  );
}

/** One line on the terminal that overwrites itself; silent when nobody watches. */
function showProgress(share: number, doing: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${Math.round(100 * share)} % ${doing}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
}
