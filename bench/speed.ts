import { parseArgs } from "node:util";
import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import type { ModelState } from "@/lib/learning/learners/learner";
import { findLearner } from "@/lib/learning/learners/registry";
import { summaryOf } from "@/lib/learning/learners/summary-of";
import { takeRows } from "@/lib/learning/matrix";
import { type Pool, wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { type RowLabel, runRound } from "@/lib/learning/round";
import { farthestFirst } from "@/lib/learning/strategies/farthest-first";
import { topRows } from "@/lib/learning/top-rows";
import { createKernels } from "@/lib/onnx/kernels";
import type { BenchResult } from "./bench-result";
import { encodeImages, encodeTexts } from "./encode-speed";
import { median } from "./median";
import { makePool, type SpeedPool } from "./speed-pool";

const CLASSES = 10;
const DIMENSIONS = 384;
const kernels = createKernels();
const engine = { kernels, networks: null };

/** What is asked of each figure, and what scikit-learn took on such a machine where that is known. */
const asked: Record<string, { limit: number; reference?: number; what: string }> = {
  scoreMillionMs: {
    limit: 250,
    reference: 530,
    what: "score 1,000,000 × 384, 10 classes: softmax, margin, top 200",
  },
  refit10kMs: { limit: 100, reference: 255, what: "refit 10,000 × 384 × 10 after 50 new labels" },
  round10kMs: { limit: 500, what: "round on 10,000 samples, linear" },
  round100kMs: { limit: 2000, what: "round on 100,000 samples, linear" },
  round1MMs: { limit: 15_000, what: "round on 1,000,000 samples, linear" },
  graphRound100kMs: { limit: 5000, what: "round on 100,000 samples, graph" },
  kCenterMs: { limit: 340, reference: 340, what: "k-center, 100 of 50,000 × 384" },
};

/** Measures the engine's parts through the functions that a worker's round calls. Medians; milliseconds. */
export async function speed(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({ args, options: { runs: { type: "string", default: "5" } } });
  const runs = Number(values.runs);
  const figures: Record<string, number> = {};
  const note = (name: string, value: number) => {
    figures[name] = value;
    console.error(`${name}: ${Math.round(value)}`);
  };
  {
    const million = makePool(1_000_000, DIMENSIONS, CLASSES);
    note("scoreMillionMs", await scoreMillion(million, runs));
    note("round1MMs", (await rounds(million, "linear", { first: 500, runs: 3 })).median);
    note("peakRssMb", process.resourceUsage().maxRSS / 1024);
  }
  note("refit10kMs", await refit(makePool(10_050, DIMENSIONS, CLASSES), runs));
  note("kCenterMs", await kCenter(makePool(50_000, DIMENSIONS, CLASSES), runs));
  const small = await rounds(makePool(10_000, DIMENSIONS, CLASSES), "linear", { first: 200, runs: 15 });
  note("round10kMs", small.median);
  note("round10kSlowestMs", small.slowest);
  const large = makePool(100_000, DIMENSIONS, CLASSES);
  const medium = await rounds(large, "linear", { first: 300, runs });
  note("round100kMs", medium.median);
  const started = performance.now();
  const graph = await buildNeighbourGraph(large.embeddings, kernels, createRandom(0));
  note("graph100kMs", performance.now() - started);
  const onGraph = await rounds(large, "graph", { first: 300, runs: 12 }, graph);
  note("graphRound100kMs", onGraph.median);
  note("graphRound100kSlowestMs", onGraph.slowest);
  note("encodeTextsPerSecond", await encodeTexts(120_000, kernels));
  note("encodeImagesPerSecond", await encodeImages(60_000, kernels));
  return { figures, markdown: tableOf(figures) };
}

/** The summary of a linear model's predictions, and the 200 smallest margins. */
async function scoreMillion({ embeddings, classes }: SpeedPool, runs: number): Promise<number> {
  const pool: Pool = { embeddings, sparse: null, graph: null };
  const rows = Int32Array.from({ length: 300 }, (_, row) => row);
  const training = {
    x: takeRows(embeddings, rows),
    rows,
    classes: classes.subarray(0, 300),
    classCount: CLASSES,
  };
  const context = { ...engine, pool, previous: null, random: createRandom(0) };
  const model = await findLearner("linear").fit(training, context);
  const samples = wholePool(pool);
  const times = await timed(runs + 1, async () => {
    const { margin } = await summaryOf(findLearner("linear"), model, samples, context);
    topRows(
      margin.map((gap) => -gap),
      200,
    );
  });
  return median(times.slice(1));
}

/** A linear model of 10,000 labels from the one of 50 labels fewer. */
async function refit({ embeddings, classes }: SpeedPool, runs: number): Promise<number> {
  const pool: Pool = { embeddings, sparse: null, graph: null };
  const context = { ...engine, pool, random: createRandom(0) };
  const trainingOf = (from: number, to: number) => {
    const rows = Int32Array.from({ length: to - from }, (_, i) => from + i);
    return { x: takeRows(embeddings, rows), rows, classes: classes.slice(from, to), classCount: CLASSES };
  };
  const linear = findLearner("linear");
  const previous = await linear.fit(trainingOf(0, 9_950), { ...context, previous: null });
  const training = trainingOf(0, 10_000);
  return median(await timed(runs, () => linear.fit(training, { ...context, previous })));
}

async function kCenter({ embeddings }: SpeedPool, runs: number): Promise<number> {
  const candidates = Int32Array.from({ length: embeddings.rows }, (_, row) => row);
  return median(
    await timed(runs, () => farthestFirst(embeddings, Int32Array.of(0), candidates, 100, kernels)),
  );
}

/** Whole rounds one after the other, as a worker runs them: ten more labels each, an eighth of them holdout. */
async function rounds(
  { embeddings, classes }: SpeedPool,
  learner: string,
  { first, runs }: { first: number; runs: number },
  graph: Pool["graph"] = null,
): Promise<{ median: number; slowest: number }> {
  const pool: Pool = { embeddings, sparse: null, graph };
  let previous: ModelState | null = null;
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const count = first + 10 * run;
    const labels = Array.from({ length: count }, (_, row): RowLabel => ({ row, classIndex: classes[row]! }));
    const reserve = Int32Array.from({ length: 1000 }, (_, i) => embeddings.rows - 1000 + i);
    const input = {
      pool,
      classCount: CLASSES,
      trainingLabels: labels.filter((_, i) => i % 8 > 0),
      holdoutLabels: labels.filter((_, i) => i % 8 === 0),
      candidates: Int32Array.from({ length: embeddings.rows - 1000 - count }, (_, i) => count + i),
      holdoutReserve: reserve,
      holdoutAwaited: reserve,
      learner,
      strategy: "auto",
      previous,
      queueLength: 200,
      exploreShare: 0.1,
      holdoutShare: 0.125,
      served: { query: 0, explore: 0, holdout: 0 },
      seed: 1,
    };
    const started = performance.now();
    const { model } = await runRound(input, engine);
    if (run > 0) times.push(performance.now() - started);
    previous = model;
  }
  return { median: median(times), slowest: Math.max(...times) };
}

async function timed(runs: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times;
}

function tableOf(figures: Record<string, number>): string {
  const lines = [
    "| work | asked, ms | scikit-learn, ms | measured, ms | share of what was asked |",
    "| --- | --- | --- | --- | --- |",
  ];
  for (const [name, { limit, reference, what }] of Object.entries(asked)) {
    const ms = figures[name]!;
    lines.push(
      `| ${what} | ${limit} | ${reference ?? "-"} | ${Math.round(ms)} | ${(ms / limit).toFixed(2)} |`,
    );
  }
  const { encodeTextsPerSecond: texts, encodeImagesPerSecond: images } = figures;
  lines.push(
    `| learn an encoder and encode 120,000 texts | 15000 | - | ${Math.round(1.2e8 / texts!)} | ${(8000 / texts!).toFixed(2)} |`,
  );
  lines.push(
    `| learn an encoder and encode 60,000 images, 28 × 28 | 60000 | - | ${Math.round(6e7 / images!)} | ${(1000 / images!).toFixed(2)} |`,
  );
  lines.push(
    `| peak resident memory with 1,000,000 × 384, MiB | 4096 | - | ${Math.round(figures.peakRssMb!)} | ${(figures.peakRssMb! / 4096).toFixed(2)} |`,
  );
  return lines.join("\n");
}
