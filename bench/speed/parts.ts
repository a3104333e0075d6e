import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import { createRandom } from "@/lib/learning/random";
import { farthestFirst } from "@/lib/learning/strategies/farthest-first";
import { encodeImages, encodeTexts } from "./encode-speed";
import { kernels } from "./engine";
import { refitTime, scoreTime } from "./linear-speed";
import { neighbourRecall } from "./neighbour-recall";
import { roundTimes } from "./round-speed";
import { makePool } from "./speed-pool";
import { warmTime } from "./warm-time";

const CLASSES = 10;
const DIMENSIONS = 384;

/** Figures that are measured together, in a process of their own. Times in milliseconds, recall 0..1. */
export interface SpeedPart {
  readonly figures: readonly string[];
  /** `runs`: of which the median is taken. */
  measure(runs: number): Promise<Readonly<Record<string, number>>>;
}

const million: SpeedPart = {
  figures: ["scoreMillionMs", "round1MMs", "round1MSlowestMs", "peakRssMb"],
  async measure(runs) {
    const pool = makePool(1_000_000, DIMENSIONS, CLASSES);
    const scoreMillionMs = await scoreTime(pool, runs);
    const rounds = await roundTimes(pool, "linear", { firstLabels: 500, runs: 3 });
    const peakRssMb = process.resourceUsage().maxRSS / 1024;
    return { scoreMillionMs, round1MMs: rounds.median, round1MSlowestMs: rounds.slowest, peakRssMb };
  },
};

const refit: SpeedPart = {
  figures: ["refit10kMs"],
  measure: async (runs) => ({
    refit10kMs: await refitTime(makePool(10_000, DIMENSIONS, CLASSES), 10_000, runs),
  }),
};

const tenThousand: SpeedPart = {
  figures: ["round10kMs", "round10kSlowestMs"],
  async measure(runs) {
    const pool = makePool(10_000, DIMENSIONS, CLASSES);
    const rounds = await roundTimes(pool, "linear", { firstLabels: 200, runs: 3 * runs });
    return { round10kMs: rounds.median, round10kSlowestMs: rounds.slowest };
  },
};

const hundredThousand: SpeedPart = {
  figures: [
    "round100kMs",
    "round100kSlowestMs",
    "graph100kMs",
    "graphRound100kMs",
    "graphRound100kSlowestMs",
  ],
  async measure(runs) {
    const pool = makePool(100_000, DIMENSIONS, CLASSES);
    const linear = await roundTimes(pool, "linear", { firstLabels: 300, runs: 2 * runs });
    const started = performance.now();
    const neighbours = await buildNeighbourGraph(pool.embeddings, kernels, createRandom(0, "graph"));
    const graph100kMs = performance.now() - started;
    const graph = await roundTimes(pool, "graph", { firstLabels: 300, runs: 2 * runs }, neighbours);
    return {
      round100kMs: linear.median,
      round100kSlowestMs: linear.slowest,
      graph100kMs,
      graphRound100kMs: graph.median,
      graphRound100kSlowestMs: graph.slowest,
    };
  },
};

const fiftyThousand: SpeedPart = {
  figures: ["kCenterMs", "approximateGraphMs", "approximateRecall"],
  async measure(runs) {
    const { embeddings } = makePool(50_000, DIMENSIONS, CLASSES);
    const candidates = Int32Array.from({ length: embeddings.rows }, (_, row) => row);
    const covered = Int32Array.of(0);
    const kCenterMs = await warmTime(runs, () =>
      farthestFirst(embeddings, covered, candidates, 100, kernels),
    );
    const { recall, milliseconds } = await neighbourRecall(embeddings, kernels);
    return { kCenterMs, approximateGraphMs: milliseconds, approximateRecall: recall };
  },
};

const texts: SpeedPart = {
  figures: ["encodeTextsPerSecond"],
  measure: async () => ({ encodeTextsPerSecond: (await encodeTexts(120_000, kernels)).samplesPerSecond }),
};

const images: SpeedPart = {
  figures: ["encodeImagesPerSecond", "approximateImageGraphMs", "approximateImageRecall"],
  async measure() {
    const { samplesPerSecond, embeddings } = await encodeImages(60_000, kernels);
    const { recall, milliseconds } = await neighbourRecall(embeddings, kernels);
    return {
      encodeImagesPerSecond: samplesPerSecond,
      approximateImageGraphMs: milliseconds,
      approximateImageRecall: recall,
    };
  },
};

export const speedParts: readonly SpeedPart[] = [
  million,
  refit,
  tenThousand,
  hundredThousand,
  fiftyThousand,
  texts,
  images,
];
