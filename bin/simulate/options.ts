import { InvalidInputError } from "@/lib/errors";
import { findLearner } from "@/lib/learning/learners/registry";
import { findStrategy } from "@/lib/learning/strategies/registry";

/** The options as commander hands them over: text, or missing where there is no default. */
export interface SimulateFlags {
  readonly data?: string;
  readonly encoder: string;
  readonly learner: string;
  readonly strategy: string;
  readonly budget: string;
  readonly batch: string;
  readonly seeds: string;
  readonly pool?: string;
  readonly test?: string;
  readonly target: string;
  readonly format: string;
}

export interface SimulateOptions {
  readonly data: string;
  readonly encoder: string;
  readonly learner: string;
  readonly strategy: string;
  readonly budget: number;
  readonly batch: number;
  readonly seeds: number;
  /** Samples to draw from the training and from the test part; null = all. */
  readonly pool: number | null;
  readonly test: number | null;
  /** Accuracy, 0..1. */
  readonly target: number;
  readonly format: "jsonl" | "chart";
}

/** Checks everything that can be checked without the data. Throws an InvalidInputError or an unknown-id error. */
export function parseFlags(flags: SimulateFlags): SimulateOptions {
  if (flags.data === undefined) {
    throw new InvalidInputError({
      code: "no_data",
      what: "No data set was named.",
      next: "Give its directory: winnow simulate --data DIR.",
    });
  }
  findStrategy(flags.strategy);
  findLearner(flags.learner);
  if (flags.format !== "jsonl" && flags.format !== "chart") {
    throw invalid("format", flags.format, "Choose one of: jsonl, chart.");
  }
  const target = Number(flags.target);
  if (!(target > 0 && target <= 1)) {
    throw invalid("target", flags.target, "Give an accuracy between 0 and 1, such as 0.95.");
  }
  return {
    data: flags.data,
    encoder: flags.encoder,
    learner: flags.learner,
    strategy: flags.strategy,
    budget: positiveInteger("budget", flags.budget),
    batch: positiveInteger("batch", flags.batch),
    seeds: positiveInteger("seeds", flags.seeds),
    pool: flags.pool === undefined ? null : positiveInteger("pool", flags.pool),
    test: flags.test === undefined ? null : positiveInteger("test", flags.test),
    target,
    format: flags.format,
  };
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
