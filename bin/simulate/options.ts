import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { InvalidInputError } from "@/lib/errors";
import { findLearner } from "@/lib/learning/learners/registry";
import { findStrategy } from "@/lib/learning/strategies/registry";
import type { ReportOptions } from "@/lib/simulations/report/finished-run";

/** The options as commander hands them over: text, or missing where there is no default. */
export interface SimulateFlags {
  /** Each entry may name several, with commas between them; the same holds for learner and strategy. */
  readonly data?: readonly string[];
  readonly encoder: string;
  readonly learner?: readonly string[];
  readonly strategy?: readonly string[];
  readonly budget: string;
  readonly batch: string;
  readonly seeds: string;
  readonly pool?: string;
  readonly test?: string;
  readonly target: string;
  readonly format: string;
  readonly compare?: boolean;
  readonly report?: string;
  readonly resume?: string;
  readonly jobs?: string;
}

const formats = ["jsonl", "chart", "table"] as const;

/** `data` are directories; every data set is run with every learner and every strategy. */
export interface SimulateOptions extends ReportOptions {
  readonly format: (typeof formats)[number];
  readonly compare: boolean;
  /** Paths of the HTML report and of the file of finished seeds. */
  readonly report: string | null;
  readonly resume: string | null;
  /** Seeds played at a time; null = as many as the machine has cores for. */
  readonly jobs: number | null;
}

/** Checks everything that can be checked without the data. Throws an InvalidInputError or an unknown-id error. */
export function parseFlags(flags: SimulateFlags): SimulateOptions {
  const data = (flags.data ?? []).flatMap((text) => (existsSync(text) ? [text] : splitList("data", text)));
  if (data.length === 0) {
    throw new InvalidInputError({
      code: "no_data",
      what: "No data set was named.",
      next: "Give its directory: winnow simulate --data DIR.",
    });
  }
  const strategies = listOf("strategy", flags.strategy);
  for (const id of strategies) findStrategy(id);
  const learners = listOf("learner", flags.learner);
  for (const id of learners) findLearner(id);
  assertTwoFiles(flags);
  return {
    data: withoutRepeats("data", data, (path) => resolve(path)),
    encoder: flags.encoder,
    learners,
    strategies,
    budget: positiveInteger("budget", flags.budget),
    batch: positiveInteger("batch", flags.batch),
    seeds: positiveInteger("seeds", flags.seeds),
    pool: flags.pool === undefined ? null : positiveInteger("pool", flags.pool),
    test: flags.test === undefined ? null : positiveInteger("test", flags.test),
    target: parseTarget(flags.target),
    format: parseFormat(flags.format),
    compare: flags.compare ?? false,
    report: flags.report ?? null,
    resume: flags.resume ?? null,
    jobs: flags.jobs === undefined ? null : positiveInteger("jobs", flags.jobs),
  };
}

/** The report would be written over the finished seeds. */
function assertTwoFiles({ report, resume }: SimulateFlags): void {
  if (report === undefined || resume === undefined || resolve(report) !== resolve(resume)) return;
  throw new InvalidInputError({
    code: "one_file_for_two",
    what: `--report and --resume both name ${report}.`,
    next: "Give each a file of its own.",
  });
}

function parseFormat(text: string): SimulateOptions["format"] {
  const format = formats.find((known) => known === text);
  if (format) return format;
  throw invalid("format", text, `Choose one of: ${formats.join(", ")}.`);
}

function parseTarget(text: string): number {
  const target = Number(text);
  if (target > 0 && target <= 1) return target;
  throw invalid("target", text, "Give an accuracy between 0 and 1, such as 0.95.");
}

function listOf(name: string, texts: readonly string[] = ["auto"]): readonly string[] {
  return withoutRepeats(
    name,
    texts.flatMap((text) => splitList(name, text)),
  );
}

function splitList(name: string, text: string): string[] {
  const entries = text.split(",").map((entry) => entry.trim());
  if (!entries.includes("")) return entries;
  throw invalid(name, JSON.stringify(text), "Name one, or several with commas between them.");
}

function withoutRepeats(name: string, entries: readonly string[], identify = (entry: string) => entry) {
  const repeated = entries.find((entry, i) => entries.findIndex((e) => identify(e) === identify(entry)) < i);
  if (repeated === undefined) return entries;
  throw new InvalidInputError({
    code: "named_twice",
    what: `--${name} names ${repeated} twice.`,
    next: "Name each once.",
  });
}

function positiveInteger(name: string, text: string): number {
  if (/^\d+$/.test(text) && Number(text) > 0 && Number.isSafeInteger(Number(text))) return Number(text);
  throw invalid(name, text, "Give a whole number of at least 1.");
}

function invalid(name: string, value: string, next: string): InvalidInputError {
  return new InvalidInputError({
    code: "invalid_option",
    what: `--${name} ${value} cannot be used.`,
    next,
  });
}
