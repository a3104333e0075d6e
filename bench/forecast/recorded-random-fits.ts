import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { evaluate } from "@/lib/learning/evaluation/evaluate";
import { fitAndPredictWith } from "@/lib/learning/forecasting/fit-and-predict";
import type { Metric } from "@/lib/learning/forecasting/measured-curve";
import { flipped } from "@/lib/learning/forecasting/score";
import type { Pool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import type { Engine } from "@/lib/learning/round";
import type { RecordedData } from "./recorded-data";
import { recordingsFolder } from "./recording";

/** Models of each size: by so many, the mean is known well where the models of few labels differ widely. */
const DRAWS = 24;

const schema = z.object({
  levels: z.array(
    z.object({
      trainingLabels: z.number().int(),
      /** On the whole reserve. */
      scores: z.array(z.object({ accuracy: z.number(), macroF1: z.number(), logLoss: z.number() })),
    }),
  ),
});

/** What random labeling reaches: models of labels drawn anew for each, measured on the whole reserve. */
export type RandomFits = z.infer<typeof schema>;

function pathOf(data: string, encoder: string): string {
  return join(recordingsFolder, `${data}-${encoder}.random-fits.json.gz`);
}

export function isRandomFitted(data: string, encoder: string): boolean {
  return existsSync(pathOf(data, encoder));
}

/** Null where it was not recorded. */
export function readRandomFits(data: string, encoder: string): RandomFits | null {
  const path = pathOf(data, encoder);
  return existsSync(path) ? schema.parse(JSON.parse(gunzipSync(readFileSync(path)).toString())) : null;
}

/** The mean error of models of each size, and the variance of that mean. */
export function randomTruth({ levels }: RandomFits, metric: Metric) {
  return levels.map(({ trainingLabels, scores }) => {
    const errors = scores.map((score) => flipped(metric, score[metric]));
    const error = errors.reduce((sum, one) => sum + one, 0) / errors.length;
    const squares = errors.reduce((sum, one) => sum + (one - error) ** 2, 0);
    return { trainingLabels, error, variance: squares / (errors.length - 1) / errors.length };
  });
}

/** Fits models of so many labels each, from nothing. */
export async function recordRandomFits(
  name: string,
  { data, candidates, reserve }: RecordedData,
  { encoder, pool, sizes }: { encoder: string; pool: Pool; sizes: readonly number[] },
  engine: Engine,
): Promise<void> {
  const { classes } = data.pool;
  const fitAndPredict = (random: ReturnType<typeof createRandom>) =>
    fitAndPredictWith({ pool, classCount: data.classNames.length, learner: "auto" }, engine, random);
  const truth = reserve.map((row) => classes[row]!);
  const levels: RandomFits["levels"] = [];
  for (const trainingLabels of sizes) {
    const scores: RandomFits["levels"][number]["scores"] = [];
    for (let draw = 0; draw < DRAWS; draw++) {
      const random = createRandom(draw, `random fits ${trainingLabels}`);
      const drawn = random.permutation(candidates.length).subarray(0, trainingLabels);
      const training = Array.from(drawn, (place) => candidates[place]!).map((row) => {
        return { row, classIndex: classes[row]! };
      });
      const probabilities = await fitAndPredict(random.fork("learner"))(training, reserve);
      const { accuracy, macroF1, logLoss } = evaluate(probabilities, truth);
      scores.push({ accuracy, macroF1, logLoss });
    }
    levels.push({ trainingLabels, scores });
  }
  writeFileSync(pathOf(name, encoder), gzipSync(JSON.stringify({ levels }), { level: 9 }));
}
