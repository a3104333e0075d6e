import { predictedClasses } from "@/lib/learning/evaluation/evaluate";
import type { Matrix } from "@/lib/learning/matrix";
import { samplesOf } from "@/lib/learning/pool";
import { type EncodedSamples, type SimulationInput, simulate } from "@/lib/learning/simulate";
import { createKernels } from "@/lib/onnx/kernels";
import { encodeData } from "../../bin/simulate/encode-data";
import { createSeedEngine } from "../../bin/simulate/play-seed";
import { type RecordedData, readRecordedData, recordedData } from "./recorded-data";
import { isRecorded, LOSS_STEP, type RecordedPoint, type Recording, writeRecording } from "./recording";

/** Training labels of a run, labels between two rounds, and repetitions. */
const [BUDGET, BATCH, SEEDS] = [400, 10, 5];

/** So many samples of the reserve are recorded one by one: holdouts are drawn from them. */
const KEPT = 500;

/** Plays what is not recorded yet, with everything on `auto`, and random labeling beside it. */
export async function recordRuns(shared: string): Promise<void> {
  for (const data of recordedData) {
    const runs = Array.from({ length: SEEDS }, (_, seed) =>
      ["auto", "random"].map((strategy) => ({ data, strategy, seed })),
    ).flat();
    const missing = runs.filter((run) => !isRecorded(run));
    if (missing.length === 0) continue;
    const recorded = await readRecordedData(shared, data);
    const encoded = await encodePool(recorded);
    const engine = createSeedEngine();
    for (const run of missing) {
      console.error(`${run.data}, ${run.strategy}, seed ${run.seed}`);
      writeRecording(await recordRun(run, recorded, encoded, engine));
    }
    await engine.dispose();
  }
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
      predictions.push(packed(probabilities, classesOf(reserve)));
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

function packed(probabilities: Matrix, classes: Int32Array): Pick<RecordedPoint, "predicted" | "losses"> {
  const losses = Uint8Array.from({ length: KEPT }, (_, i) => {
    const loss = -Math.log(Math.max(1e-15, probabilities.data[i * probabilities.columns + classes[i]!]!));
    return Math.min(255, Math.round(loss / LOSS_STEP));
  });
  return { predicted: Uint8Array.from(predictedClasses(probabilities).subarray(0, KEPT)), losses };
}
