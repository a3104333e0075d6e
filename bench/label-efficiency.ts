import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { parseFlags } from "../bin/simulate/options";
import { runSimulations } from "../bin/simulate/run-simulations";
import { type CurveSummary, summariseCurves } from "../bin/simulate/summary";
import { version } from "../package.json";

/** One line of the table: a method's accuracy by label count. */
interface Row {
  readonly method: string;
  readonly accuracyAt: ReadonlyMap<number, string>;
}

/**
 * Prints the accuracy of random, margin and auto on one data set at 50, 100, 200, … labels (median over the seeds,
 * lowest to highest), and the peers' figures for the same data when --baselines names their folder.
 */
export async function labelEfficiency(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: "string" },
      baselines: { type: "string" },
      pool: { type: "string" },
      test: { type: "string" },
      budget: { type: "string", default: "200" },
      batch: { type: "string", default: "10" },
      seeds: { type: "string", default: "5" },
    },
  });
  const rows: Row[] = [];
  const flags = { encoder: "auto", target: "0.95", format: "jsonl", ...values };
  const data = values.data === undefined ? [] : [values.data];
  const options = parseFlags({ ...flags, data, strategy: ["random", "margin", "auto"] });
  for (const run of await runSimulations(options, { version, seedThread: null })) {
    rows.push({ method: `winnow: ${run.strategy}`, accuracyAt: cellsOf(summariseCurves(run.points)) });
  }
  if (values.baselines && values.data) {
    rows.push(...(await peerRows(values.baselines, basename(values.data))));
  }
  printTable(rows, Number(values.budget));
}

function cellsOf(curve: readonly CurveSummary[]): Map<number, string> {
  const cell = ({ median, min, max }: CurveSummary) => `${percent(median)} (${percent(min)}-${percent(max)})`;
  return new Map(curve.map((point) => [point.labels, cell(point)]));
}

/** Reads `curves.csv`: dataset, library, model, strategy, labels, acc_mean, acc_sd, … */
async function peerRows(folder: string, dataset: string): Promise<Row[]> {
  const text = await readFile(join(folder, "curves.csv"), "utf8");
  const records: Record<string, string>[] = parse(text, { columns: true });
  const byMethod = new Map<string, Map<number, string>>();
  for (const record of records) {
    if (record.dataset !== dataset) continue;
    const method = `${record.library}/${record.model}: ${record.strategy}`;
    const cells = byMethod.get(method) ?? new Map<number, string>();
    byMethod.set(method, cells);
    cells.set(
      Number(record.labels),
      `${percent(Number(record.acc_mean))} ± ${percent(Number(record.acc_sd))}`,
    );
  }
  return [...byMethod].map(([method, accuracyAt]) => ({ method, accuracyAt }));
}

function printTable(rows: readonly Row[], budget: number): void {
  const counts = [20, 40, 60, 100, 200, 300, 500, 1000].filter((labels) => labels <= budget);
  console.log(`| method | ${counts.map((labels) => `${labels} labels`).join(" | ")} |`);
  console.log(`| --- |${" --- |".repeat(counts.length)}`);
  for (const { method, accuracyAt } of rows) {
    console.log(`| ${method} | ${counts.map((labels) => accuracyAt.get(labels) ?? "-").join(" | ")} |`);
  }
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
