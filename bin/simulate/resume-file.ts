import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { z } from "zod";
import { InvalidInputError, messageOf } from "@/lib/errors";
import type { SeedPoint } from "@/lib/simulations/report/finished-run";

/** All that decides a seed's points. */
const seedKey = z.object({
  version: z.string(),
  /** The hash of the code that played it; older lines have none. */
  engine: z.string().default(""),
  /** The hash of the samples, after --pool and --test. */
  samples: z.string(),
  /** As asked for: `auto` is a choice of its own. */
  encoder: z.string(),
  learner: z.string(),
  strategy: z.string(),
  budget: z.number(),
  batch: z.number(),
  seed: z.number(),
});

const seedRecord = z.object({
  winnowSimulation: z.literal(1),
  key: seedKey,
  points: z.array(
    z.object({
      seed: z.number(),
      labels: z.number(),
      accuracy: z.number(),
      macroF1: z.number(),
      logLoss: z.number(),
      calibrationError: z.number(),
      encoder: z.string(),
      learner: z.string(),
      seconds: z.number(),
    }),
  ),
});

export type SeedKey = z.infer<typeof seedKey>;
export interface FinishedSeed {
  readonly points: readonly SeedPoint[];
}

/** How every line begins, by which the torn end of a killed run is told from a file of somebody else's. */
const START = '{"winnowSimulation":1,';

/** The finished seeds of earlier runs, one JSON line each; a seed is on the disk when `add` returns. */
export interface ResumeFile {
  find(key: SeedKey): FinishedSeed | null;
  /** Whether another version of the engine finished it, and this one did not. */
  isOutdated(key: SeedKey): boolean;
  add(key: SeedKey, seed: FinishedSeed): void;
  close(): void;
}

/**
 * Opens the file, or makes it. A half-written last line is cut off. Throws an InvalidInputError when the file can be
 * neither read nor written, or holds anything else.
 */
export function openResumeFile(path: string): ResumeFile {
  const file = open(path);
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf("\n") + 1;
  const torn = bytes.toString("utf8", whole);
  if (!torn.startsWith(START) && !START.startsWith(torn)) {
    throw notOurs(path, "its last line was not written by winnow simulate");
  }
  const lines = bytes.toString("utf8", 0, whole).split("\n").slice(0, -1);
  const records = lines.flatMap((line, i) => parseLine(path, line, i + 1));
  const seeds = new Map(records.map(({ key, points }): [string, FinishedSeed] => [nameOf(key), { points }]));
  const played = new Set(records.map(({ key }) => nameOf(ofAnyEngine(key))));
  if (torn !== "") ftruncateSync(file, whole);
  return {
    find: (key) => seeds.get(nameOf(key)) ?? null,
    isOutdated: (key) => !seeds.has(nameOf(key)) && played.has(nameOf(ofAnyEngine(key))),
    add: (key, seed) => {
      writeSync(file, `${JSON.stringify({ winnowSimulation: 1, key, ...seed })}\n`);
      fsyncSync(file);
      seeds.set(nameOf(key), seed);
    },
    close: () => closeSync(file),
  };
}

function open(path: string): number {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    // A pipe or a device would be read for ever.
    if (found && !found.isFile()) throw new Error("it is not a file");
    return openSync(path, "a+");
  } catch (cause) {
    throw new InvalidInputError({
      code: "resume_file_unusable",
      what: `--resume ${path} cannot be used: ${messageOf(cause)}.`,
      next: "Name a file that can be read and written, or a new one in a directory that exists.",
      cause,
    });
  }
}

/** None for a line whose shape is another version's. */
function parseLine(path: string, line: string, number: number): z.infer<typeof seedRecord>[] {
  const record = line.startsWith(START) ? parseJson(line) : undefined;
  if (record === undefined) throw notOurs(path, `line ${number} was not written by winnow simulate`);
  const { success, data } = seedRecord.safeParse(record);
  return success ? [data] : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notOurs(path: string, why: string): InvalidInputError {
  return new InvalidInputError({
    code: "not_a_resume_file",
    what: `--resume ${path} cannot be used: ${why}.`,
    next: "Name a file of its own; it was left as it is.",
  });
}

/** Equal for equal keys, whatever the order of their fields. */
function nameOf(key: SeedKey): string {
  return JSON.stringify(seedKey.keyof().options.map((field) => key[field]));
}

const ofAnyEngine = (key: SeedKey): SeedKey => ({ ...key, version: "", engine: "" });
