import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";

/** One run of the simulate loop, with what its models predicted for samples that were never asked for. */
export interface Recording {
  readonly data: string;
  readonly strategy: string;
  readonly seed: number;
  readonly classCount: number;
  /** Labels in the order in which they were given; the samples of the reserve are not among them. */
  readonly labels: readonly RecordedLabel[];
  /** The first of the reserve's samples: their rows and classes. The order is random. */
  readonly reserveRows: Int32Array;
  readonly reserveClasses: Int32Array;
  readonly points: readonly RecordedPoint[];
}

export interface RecordedLabel {
  readonly row: number;
  readonly classIndex: number;
  readonly isExplored: boolean;
}

export interface RecordedPoint {
  readonly labels: number;
  readonly encoder: string;
  /** On the whole reserve: the truth that is to be forecast. */
  readonly accuracy: number;
  readonly macroF1: number;
  readonly logLoss: number;
  /** For each of `reserveRows`: the likeliest class, and the log loss in steps (`packedPredictions`). */
  readonly predicted: Uint8Array;
  readonly losses: Uint8Array;
}

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const whole = z.array(z.number().int()).transform((values) => Int32Array.from(values));

const recordingSchema = z.object({
  data: z.string(),
  strategy: z.string(),
  seed: z.number().int(),
  classCount: z.number().int(),
  /** [row, class, 1 for the random arm]. */
  labels: z
    .array(z.tuple([z.number(), z.number(), z.number()]))
    .transform((labels) =>
      labels.map(([row, classIndex, explored]) => ({ row, classIndex, isExplored: explored === 1 })),
    ),
  reserveRows: whole,
  reserveClasses: whole,
  points: z.array(
    z.object({
      labels: z.number().int(),
      encoder: z.string(),
      accuracy: z.number(),
      macroF1: z.number(),
      logLoss: z.number(),
      predicted: bytes,
      losses: bytes,
    }),
  ),
});

export const recordingsFolder = join(import.meta.dirname, "recordings");

export function recordingPath({
  data,
  strategy,
  seed,
}: Pick<Recording, "data" | "strategy" | "seed">): string {
  return join(recordingsFolder, `${data}-${strategy}-${seed}.json.gz`);
}

export function isRecorded(run: Pick<Recording, "data" | "strategy" | "seed">): boolean {
  return existsSync(recordingPath(run));
}

export function writeRecording(recording: Recording): void {
  const path = recordingPath(recording);
  mkdirSync(dirname(path), { recursive: true });
  const stored = {
    ...recording,
    labels: recording.labels.map(({ row, classIndex, isExplored }) => [row, classIndex, isExplored ? 1 : 0]),
    reserveRows: Array.from(recording.reserveRows),
    reserveClasses: Array.from(recording.reserveClasses),
    points: recording.points.map((point) => ({
      ...point,
      predicted: Buffer.from(point.predicted).toString("base64"),
      losses: Buffer.from(point.losses).toString("base64"),
    })),
  };
  writeFileSync(path, gzipSync(JSON.stringify(stored), { level: 9 }));
}

/** All recordings, by name of their files. */
export function readRecordings(): Recording[] {
  const files = readdirSync(recordingsFolder).filter((name) => /^[^.]+-\d+\.json\.gz$/.test(name));
  return files.sort().map((name) => readFile(join(recordingsFolder, name)));
}

export function readRecording(run: Pick<Recording, "data" | "strategy" | "seed">): Recording {
  return readFile(recordingPath(run));
}

function readFile(path: string): Recording {
  return recordingSchema.parse(JSON.parse(gunzipSync(readFileSync(path)).toString()));
}
