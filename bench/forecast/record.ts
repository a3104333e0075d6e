import { type Pool, samplesOf } from "@/lib/learning/pool";
import { type SimulationInput, simulate } from "@/lib/learning/simulate";
import type { EncodedSamples } from "@/lib/learning/spend-labels";
import { createKernels } from "@/lib/onnx/kernels";
import { encodeData } from "../../bin/simulate/encode-data";
import { createSeedEngine } from "../../bin/simulate/play-seed";
import { packedPredictions } from "./packed-predictions";
import { isCrossFitted, MEASURED_AT, readCrossFits, recordCrossFits } from "./recorded-cross-fits";
import { type RecordedData, readRecordedData, recordedData } from "./recorded-data";
import { isRandomFitted, recordRandomFits } from "./recorded-random-fits";
import { isRecorded, type RecordedPoint, type Recording, readRecording, writeRecording } from "./recording";

/** Training labels of a run, and labels between two rounds. */
const [BUDGET, BATCH] = [400, 10];

/** So many samples of the reserve are recorded one by one: holdouts are drawn from them. */
const KEPT = 500;

/** Plays what is not recorded yet of so many seeds, with everything on `auto`, and random labeling beside it. */
export async function recordRuns(shared: string, seeds: number): Promise<void> {
  for (const data of recordedData) {
    const runs = Array.from({ length: seeds }, (_, seed) =>
      ["auto", "random"].map((strategy) => ({ data, strategy, seed })),
    ).flat();
    const missing = runs.filter((run) => !isComplete(run));
    if (missing.length === 0) continue;
    const recorded = await readRecordedData(shared, data);
    const encoded = await encodePool(recorded);
    const engine = createSeedEngine();
    for (const run of missing) {
      console.error(`${run.data}, ${run.strategy}, seed ${run.seed}`);
      if (!isRecorded(run)) writeRecording(await recordRun(run, recorded, encoded, engine));
      if (isComplete(run)) continue;
      const pools = await poolsOf(encoded, engine);
      if (!isCrossFitted(run)) await recordCrossFits(readRecording(run), pools, engine);
      await recordTruths(run, recorded, pools, engine);
    }
    await engine.dispose();
  }
}

/** Whether what random labeling reaches was measured, too; not asked of random labeling itself. */
function isComplete(run: Run): boolean {
  if (run.strategy === "random") return isRecorded(run);
  return (
    isRecorded(run) &&
    isCrossFitted(run) &&
    MEASURED_AT.every((trainingLabels) => isRandomFitted(run.data, encoderAt(run, trainingLabels)))
  );
}

function encoderAt(run: Run, trainingLabels: number): string {
  return readRecording(run).points.find(({ labels }) => labels === trainingLabels)!.encoder;
}

/** What models of as many labels really reach as cross-fitted ones had, with the same encoder. */
async function recordTruths(
  run: Run,
  recorded: RecordedData,
  pools: ReadonlyMap<string, Pool>,
  engine: ReturnType<typeof createSeedEngine>,
): Promise<void> {
  for (const measuredAt of MEASURED_AT) {
    const encoder = encoderAt(run, measuredAt);
    if (isRandomFitted(run.data, encoder)) continue;
    const sizes = readCrossFits(run, measuredAt)!.levels.map(({ trainingLabels }) => trainingLabels);
    await recordRandomFits(run.data, recorded, { encoder, pool: pools.get(encoder)!, sizes }, engine);
  }
}

/** By encoder, each with its neighbour graph. */
async function poolsOf(
  encoded: Awaited<ReturnType<typeof encodePool>>,
  engine: ReturnType<typeof createSeedEngine>,
): Promise<Map<string, Pool>> {
  const pools = new Map<string, Pool>();
  for (const { encoder, pool } of [encoded, ...encoded.alternatives]) {
    pools.set(encoder, { ...pool, graph: pool.graph ?? (await engine.buildGraph(pool.embeddings)) });
  }
  return pools;
}

/** The pool as every encoder of its kind sees it; the reserve takes the place of the test part. */
export async function encodePool({
  data,
  reserve,
}: RecordedData): Promise<EncodedSamples & Pick<SimulationInput, "alternatives">> {
  const kernels = createKernels();
  const encoded = await encodeData(data, "auto", kernels, () => {});
  await kernels.dispose();
  const measured = (one: EncodedSamples) => ({ ...one, test: samplesOf(one.pool, reserve) });
  return { ...measured(encoded), alternatives: encoded.alternatives.map(measured) };
}

type Run = Pick<Recording, "data" | "strategy" | "seed">;

async function recordRun(
  run: Run,
  { data, candidates, reserve }: RecordedData,
  encoded: Awaited<ReturnType<typeof encodePool>>,
  engine: ReturnType<typeof createSeedEngine>,
): Promise<Recording> {
  const classesOf = (rows: Int32Array) => rows.map((row) => data.pool.classes[row]!);
  const predictions: Pick<RecordedPoint, "predicted" | "losses">[] = [];
  let labels: Recording["labels"] = [];
  const input: SimulationInput = {
    ...encoded,
    poolClasses: data.pool.classes,
    testClasses: classesOf(reserve),
    candidates,
    classCount: data.classNames.length,
    strategy: run.strategy,
    learner: "auto",
    budget: BUDGET,
    batch: BATCH,
    seed: run.seed,
    onModel: (probabilities, spent) => {
      predictions.push(packedPredictions(probabilities, classesOf(reserve.slice(0, KEPT))));
      labels = spent.map(({ row, classIndex, slot }) => ({
        row,
        classIndex,
        isExplored: slot === "explore",
      }));
    },
  };
  const points: RecordedPoint[] = [];
  for await (const point of simulate(input, engine)) {
    const { labels: spent, encoder, accuracy, macroF1, logLoss } = point;
    points.push({ labels: spent, encoder, accuracy, macroF1, logLoss, ...predictions.at(-1)! });
  }
  const kept = reserve.slice(0, KEPT);
  const sizes = { classCount: data.classNames.length, reserveRows: kept, reserveClasses: classesOf(kept) };
  return { ...run, ...sizes, labels, points };
}
