import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { type CrossFit, crossFit, planCrossFits } from "@/lib/learning/forecasting/cross-fit";
import { fitAndPredictWith } from "@/lib/learning/forecasting/fit-and-predict";
import type { Pool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import type { Engine } from "@/lib/learning/round";
import { drawHoldout } from "./known-then";
import { packedPredictions } from "./packed-predictions";
import { type Recording, recordingsFolder } from "./recording";

/** Training labels at which random labeling is measured by cross-fitting, with the first holdout that is drawn there. */
export const MEASURED_AT = [300] as const;

/** What cross-fitted models predicted for the holdout of a recording, as its points keep it. */
export interface RecordedCrossFits {
  readonly trainingLabels: number;
  readonly levels: readonly {
    readonly trainingLabels: number;
    readonly repeats: readonly {
      readonly foldOf: Int32Array;
      readonly predicted: Uint8Array;
      readonly losses: Uint8Array;
    }[];
  }[];
}

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));

const schema = z.object({
  trainingLabels: z.number().int(),
  levels: z.array(
    z.object({
      trainingLabels: z.number().int(),
      repeats: z.array(
        z.object({
          foldOf: bytes.transform((folds) => Int32Array.from(folds)),
          predicted: bytes,
          losses: bytes,
        }),
      ),
    }),
  ),
});

type Name = Pick<Recording, "data" | "strategy" | "seed">;

function pathOf({ data, strategy, seed }: Name, trainingLabels: number): string {
  return join(recordingsFolder, `${data}-${strategy}-${seed}.cross-fits-${trainingLabels}.json.gz`);
}

export function isCrossFitted(run: Name): boolean {
  return MEASURED_AT.every((trainingLabels) => existsSync(pathOf(run, trainingLabels)));
}

/** Null where it was not recorded. */
export function readCrossFits(run: Name, trainingLabels: number): RecordedCrossFits | null {
  const path = pathOf(run, trainingLabels);
  if (!existsSync(path)) return null;
  return schema.parse(JSON.parse(gunzipSync(readFileSync(path)).toString()));
}

/** Cross-fits what the project would have known then: the labels of its random arm, and its holdout. */
export async function recordCrossFits(
  recording: Recording,
  pools: ReadonlyMap<string, Pool>,
  engine: Engine,
): Promise<void> {
  for (const trainingLabels of MEASURED_AT) {
    const point = recording.points.find(({ labels }) => labels === trainingLabels)!;
    const pool = pools.get(point.encoder)!;
    const places = drawHoldout(recording, trainingLabels, 0);
    const holdout = Array.from(places, (place) => ({
      row: recording.reserveRows[place]!,
      classIndex: recording.reserveClasses[place]!,
    }));
    const explored = recording.labels.slice(0, trainingLabels).filter(({ isExplored }) => isExplored);
    const random = createRandom(recording.seed, `cross-fits ${trainingLabels}`);
    const setting = { pool, classCount: recording.classCount, learner: "auto" };
    const fits = await crossFit(
      { explored, holdout, imported: [] },
      planCrossFits(explored.length, holdout.length),
      fitAndPredictWith(setting, engine, random.fork("learner")),
      random,
    );
    const truth = Int32Array.from(holdout, ({ classIndex }) => classIndex);
    const stored = { trainingLabels, levels: fits.map((fit) => storedLevel(fit, truth)) };
    writeFileSync(pathOf(recording, trainingLabels), gzipSync(JSON.stringify(stored), { level: 9 }));
  }
}

function storedLevel({ trainingLabels, repeats }: CrossFit, truth: Int32Array) {
  const text = (values: Uint8Array) => Buffer.from(values).toString("base64");
  return {
    trainingLabels,
    repeats: repeats.map(({ foldOf, probabilities }) => {
      const { predicted, losses } = packedPredictions(probabilities, truth);
      return { foldOf: text(Uint8Array.from(foldOf)), predicted: text(predicted), losses: text(losses) };
    }),
  };
}
