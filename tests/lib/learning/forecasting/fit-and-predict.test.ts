import { afterAll, expect, test } from "vitest";
import { crossFit, planCrossFits } from "@/lib/learning/forecasting/cross-fit";
import { fitAndPredictWith } from "@/lib/learning/forecasting/fit-and-predict";
import { measureError } from "@/lib/learning/forecasting/measured-curve";
import { randomCurve } from "@/lib/learning/forecasting/random-curve";
import { randomScores } from "@/lib/learning/forecasting/random-scores";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { poolWithViews } from "../pools";

const kernels = createKernels();
afterAll(() => kernels.dispose());

test("real models of random labels make a curve that rises, with bands around it", async () => {
  const blobs = makeBlobs(400, 10, 4, 0.45, 1);
  const pool = await poolWithViews(blobs.embeddings, kernels);
  const order = createRandom(1).permutation(400);
  const label = (row: number) => ({ row, classIndex: blobs.classes[row]! });
  const [explored, holdout] = [
    Array.from(order.subarray(0, 20), label),
    Array.from(order.subarray(20, 90), label),
  ];
  const fitAndPredict = fitAndPredictWith(
    { pool, classCount: 4, learner: "linear" },
    { kernels, networks: null },
    createRandom(2),
  );
  const fits = await crossFit(
    { explored, holdout, imported: [] },
    planCrossFits(explored.length, holdout.length),
    fitAndPredict,
    createRandom(3),
  );
  const truth = Int32Array.from(holdout, ({ classIndex }) => classIndex);
  for (const metric of ["accuracy", "macroF1", "logLoss"] as const) {
    const levels = fits.map(({ trainingLabels, repeats }) => ({
      trainingLabels,
      repeats: repeats.map(({ foldOf, probabilities }) => ({
        foldOf,
        measured: measureError(metric, probabilities, truth),
      })),
    }));
    const curve = randomCurve(levels, { holdoutShare: 0.25, available: 76 });
    expect(curve.points.at(-1)!.error).toBeLessThan(curve.points[0]!.error);
    for (const { value, low, high } of randomScores(curve, metric)) {
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
      if (metric !== "logLoss") expect(high).toBeLessThanOrEqual(1);
    }
  }
});
