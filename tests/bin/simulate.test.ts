import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { drawCurves } from "@/bin/simulate/chart";
import { learners } from "@/lib/learning/learners/registry";
import { labelsToTarget, summariseCurves } from "@/lib/simulations/report/summary";
import { runSimulate } from "./run-simulate";
import { writeTopicData } from "./topic-data";

const directory = mkdtempSync(join(tmpdir(), "winnow-simulate-"));

beforeAll(() => writeTopicData(directory, { train: 120, test: 60 }));
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

it("simulate prints one JSON line a point and a summary over the seeds", async () => {
  const { out, err } = await runSimulate(
    "--data",
    directory,
    "--budget",
    "30",
    "--seeds",
    "2",
    "--target",
    "0.8",
  );
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(err).toBe("");
  expect(lines.map(({ seed, labels }) => [seed, labels])).toEqual([
    ...[10, 20, 30].map((labels) => [0, labels]),
    ...[10, 20, 30].map((labels) => [1, labels]),
    [undefined, undefined],
  ]);
  expect(Object.keys(lines[0])).toEqual([
    "seed",
    "labels",
    "accuracy",
    "macroF1",
    "logLoss",
    "calibrationError",
    "encoder",
    "learner",
    "seconds",
  ]);
  const summary = lines.at(-1);
  expect(summary).toMatchObject({
    summary: true,
    encoder: "text-cooccurrence",
    learner: lines.at(-2).learner,
    pool: 120,
    test: 60,
  });
  // The one that `auto` chose.
  const chosen = learners.map(({ id }) => id).filter((id) => id !== "auto");
  expect(chosen).toContain(summary.learner);
  expect(summary.curve.map(({ labels }: { labels: number }) => labels)).toEqual([10, 20, 30]);
  expect(summary.curve.at(-1).median).toBeGreaterThan(0.8);
  expect(summary.labelsToTarget).toHaveLength(2);
});

it("simulate draws the curves within 80 columns", async () => {
  const { out } = await runSimulate(
    "--data",
    directory,
    "--budget",
    "30",
    "--seeds",
    "2",
    "--format",
    "chart",
    "--pool",
    "80",
  );
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(out).toMatch(/labels spent/);
  expect(out).toMatch(/At 30 labels: median \d+\.\d %/);
});

it.each([
  ["a missing directory", ["--data", "/no/such/place"], /There is no directory \/no\/such\/place/],
  ["no directory", [], /winnow simulate --data DIR/],
  ["an unknown strategy", ["--strategy", "guess"], /no query strategy "guess"\. Choose one of: auto, margin/],
  ["an unknown learner", ["--learner", "oracle"], /no learner "oracle"\. Choose one of: auto, .*linear/],
  [
    "an unknown encoder",
    ["--encoder", "image-patches", "--budget", "20"],
    /no text encoder "image-patches"\. Choose one of: auto, text-cooccurrence, tfidf-svd\./,
  ],
  [
    "an unknown encoder",
    ["--encoder", "foo", "--budget", "20"],
    /no text encoder "foo"\. Choose one of: auto, text-cooccurrence, tfidf-svd\./,
  ],
  ["an unknown format", ["--format", "xml"], /--format xml cannot be used/],
  ["a budget that is no number", ["--budget", "many"], /--budget many cannot be used/],
  ["a batch of zero", ["--batch", "0"], /--batch 0 cannot be used/],
  ["a target in per cent", ["--target", "95"], /--target 95 cannot be used/],
  ["a budget over the pool", ["--budget", "121"], /--budget 121 is more than the 120 samples/],
  ["a pool over the data", ["--pool", "500"], /--pool 500 is more than the 120 samples/],
  ["a pool of one class", ["--pool", "1", "--budget", "1"], /at least two classes/],
])("simulate refuses %s with exit code 2 and nothing on stdout", async (_, args, message) => {
  const data = args.includes("--data") || args.length === 0 ? [] : ["--data", directory];
  const { out, err, exitCode } = await runSimulate(...data, ...args);
  expect([out, exitCode]).toEqual(["", 2]);
  expect(err).toMatch(message);
});

it("simulate refuses texts that are not UTF-8 with exit code 2, and says where and what next", async () => {
  const latin = join(directory, "latin");
  writeTopicData(latin, { train: 40, test: 20 });
  writeFileSync(join(latin, "train.csv"), Buffer.from("text,label\ncafé,hill\nwave,sea\n", "latin1"));
  const { out, err, exitCode } = await runSimulate("--data", latin, "--budget", "1");
  expect([out, exitCode]).toEqual(["", 2]);
  expect(err).toMatch(/train\.csv, line 2: this is not UTF-8\. .* Convert it: iconv /);
});

it("summariseCurves takes median, lowest and highest over the seeds", () => {
  const points = [0.5, 0.9, 0.6, 0.8].map((accuracy, seed) => ({ seed, labels: 10, accuracy }));
  const [summary] = summariseCurves(points);
  expect(summary).toMatchObject({ labels: 10, min: 0.5, max: 0.9 });
  expect(summary!.median).toBeCloseTo(0.7, 12);
});

it("labelsToTarget is null for seeds that never reach it, which count as later than any other", () => {
  const points = [
    { seed: 0, labels: 10, accuracy: 0.5 },
    { seed: 0, labels: 20, accuracy: 0.9 },
    { seed: 0, labels: 30, accuracy: 0.8 },
    { seed: 1, labels: 10, accuracy: 0.4 },
    { seed: 2, labels: 10, accuracy: 0.9 },
  ];
  expect(labelsToTarget(points, 3, 0.9)).toEqual({ perSeed: [20, null, 10], median: 20 });
  expect(labelsToTarget(points, 2, 0.9)).toEqual({ perSeed: [20, null], median: null });
});

it("drawCurves copes with one point, a flat curve and none", () => {
  const options = { width: 10, height: 4, title: "t" };
  const point = { labels: 10, median: 0.5, min: 0.5, max: 0.5 };
  expect(drawCurves([], options)).toContain("no points");
  expect(drawCurves([point], options)).toContain("50.0 %");
  expect(drawCurves([point, { ...point, labels: 20 }], options)).toMatch(/[\u2801-\u28ff]{10}/);
});
