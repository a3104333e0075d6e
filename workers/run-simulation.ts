import type { Db } from "@/db/client";
import { simulatedModels } from "@/lib/contracts/simulations";
import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import { takeSparseRows } from "@/lib/learning/linear-algebra/take-sparse-rows";
import { takeRows } from "@/lib/learning/matrix";
import { simulateMultiLabel } from "@/lib/learning/multi-label-simulate";
import type { Samples } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import type { Engine } from "@/lib/learning/round";
import { simulate } from "@/lib/learning/simulate";
import type { SimulationPoint, SimulationSetting } from "@/lib/learning/spend-labels";
import { figuresOf } from "@/lib/simulations/report/figures";
import type { FinishedRun, ReportOptions, SeedPoint } from "@/lib/simulations/report/finished-run";
import { htmlReport } from "@/lib/simulations/report/html-report";
import { machineName } from "@/lib/simulations/report/machine-name";
import { reportSimulationProgress } from "@/lib/simulations/report-simulation-progress";
import { splitSamples } from "@/lib/simulations/split-samples";
import { summariseSimulation } from "@/lib/simulations/summarise-simulation";
import type { BlobStore } from "@/lib/storage/blob-store";
import { version } from "../package.json";
import { type LabeledSamples, readLabeledSamples } from "./labeled-samples";
import type { ReplyOf, SimulateRequest } from "./model-thread-protocol";
import type { PoolCache } from "./pool-cache";

interface Tools {
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly pools: PoolCache;
  readonly engine: Engine;
}

/** Part of the progress that encoding sample data takes; rows of a project are encoded already. */
const encodingShare = 0.2;

/** How often progress is stored, and looked whether it was cancelled. */
const tellMs = 400;

/** Plays the strategies on known labels, by the loop of `winnow simulate`. Null when it was cancelled. */
export async function runSimulation(
  { db, blobs, pools, engine }: Tools,
  request: SimulateRequest,
): Promise<ReplyOf["simulate"]> {
  const progress = followProgress(db, request.simulationId);
  const { kernels } = engine;
  const samples = await readLabeledSamples(request.source, {
    pools,
    kernels,
    onShare: (share) => progress.tellSoon(encodingShare * share),
  });
  const points = await playAll(samples, request, engine, progress);
  if (points === null) return null;
  const { runs, options } = finishedRuns(samples, request, points);
  const figures = figuresOf(runs, options, request.names);
  const { task } = samples.answers;
  const html = htmlReport(figures, options, {
    version,
    machine: machineName(),
    date: new Date(request.at),
    split: `${samples.embeddings.rows} labeled samples, cut at random in pool and test part anew for each seed${task === "multi" ? "; a sample is right when all of its classes are" : ""}`,
    names: request.names,
  });
  const reportBlob = await blobs.put(Buffer.from(html));
  return { report: summariseSimulation(figures, task), reportBlob };
}

/** The points of each strategy, those of a seed after the other; null when it was cancelled. */
async function playAll(
  samples: LabeledSamples,
  { strategies, setting, source }: SimulateRequest,
  engine: Engine,
  progress: ProgressFollower,
): Promise<SeedPoint[][] | null> {
  const begun = source.kind === "demo" ? encodingShare : 0;
  const all = simulatedModels(strategies.length, setting);
  const points = strategies.map((): SeedPoint[] => []);
  let made = 0;
  for (let seed = 0; seed < setting.seeds; seed++) {
    const play = await cutSamples(samples, seed, engine);
    for (const [s, strategy] of strategies.entries()) {
      const { learner, budget, batch } = setting;
      let since = performance.now();
      const playing = play({ strategy, learner, budget, batch, seed });
      for await (const point of playing) {
        const now = performance.now();
        points[s]!.push({ seed, ...point, seconds: Math.round(now - since) / 1000 });
        since = now;
        made += 1;
        if (!(await progress.goesOn(begun + (1 - begun) * Math.min(1, made / all)))) return null;
      }
    }
  }
  return points;
}

type Play = (
  asked: Pick<SimulationSetting, "strategy" | "learner" | "budget" | "batch" | "seed">,
) => AsyncGenerator<SimulationPoint>;

/** One seed's pool, with its neighbours among itself alone, and its test part. */
async function cutSamples(
  { encoder, embeddings, sparse, answers, classCount }: LabeledSamples,
  seed: number,
  engine: Engine,
): Promise<Play> {
  const { pool, test } = splitSamples(embeddings.rows, seed);
  const partOf = (rows: Int32Array): Pick<Samples, "embeddings" | "sparse"> => ({
    embeddings: takeRows(embeddings, rows),
    sparse: sparse && takeSparseRows(sparse, rows),
  });
  const ofPool = partOf(pool);
  const graph = await buildNeighbourGraph(ofPool.embeddings, engine.kernels, createRandom(0, "graph"));
  const cut = { encoder, pool: { ...ofPool, graph }, test: { ...partOf(test), rows: null }, classCount };
  if (answers.task === "multi") {
    const setsOf = (rows: Int32Array) => Array.from(rows, (i) => answers.sets[i]!);
    const known = { poolSets: setsOf(pool), testSets: setsOf(test) };
    return (asked) => simulateMultiLabel({ ...cut, ...known, ...asked }, engine);
  }
  const classesOf = (rows: Int32Array) => rows.map((i) => answers.classes[i]!);
  const known = { poolClasses: classesOf(pool), testClasses: classesOf(test) };
  // Other encoders are not compared, so that no graph is asked for.
  const alone = { ...engine, buildGraph: async () => null };
  return (asked) => simulate({ ...cut, ...known, alternatives: [], ...asked }, alone);
}

function finishedRuns(
  { encoder, embeddings, classCount }: LabeledSamples,
  { dataName, strategies, setting }: SimulateRequest,
  points: readonly SeedPoint[][],
): { runs: FinishedRun[]; options: ReportOptions } {
  const { pool, test } = splitSamples(embeddings.rows, 0);
  const sizes = { classCount, poolSize: pool.length, testSize: test.length };
  const { learner, ...asked } = setting;
  return {
    runs: strategies.map((strategy, s) => {
      return { data: dataName, dataName, learner, strategy, encoder, ...sizes, points: points[s]! };
    }),
    options: { ...asked, data: [dataName], encoder, learners: [learner], strategies, pool: null, test: null },
  };
}

type ProgressFollower = ReturnType<typeof followProgress>;

function followProgress(db: Db, id: string) {
  let toldAt = Number.NEGATIVE_INFINITY;
  const isDue = () => performance.now() - toldAt >= tellMs;
  const tell = (share: number) => {
    toldAt = performance.now();
    return reportSimulationProgress(db, id, share);
  };
  return {
    /** From where nothing can be awaited; a cancelled simulation stops at its first point. */
    tellSoon(share: number): void {
      if (isDue()) tell(share).catch(() => {});
    },
    /** False when it was cancelled. */
    goesOn: async (share: number) => !isDue() || tell(share),
  };
}
