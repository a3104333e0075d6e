import { findLearner } from "@/lib/learning/learners/registry";
import { summaryOf } from "@/lib/learning/learners/summary-of";
import { mapRows } from "@/lib/learning/map-rows";
import { takeRows } from "@/lib/learning/matrix";
import { type Pool, wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { topRows } from "@/lib/learning/top-rows";
import { engine } from "./engine";
import type { SpeedPool } from "./speed-pool";
import { warmTime } from "./warm-time";

const linear = findLearner("linear");

/** Labels of the model that scores. */
const LABELS = 300;

/** Milliseconds for the summary of a linear model's predictions of the pool, and the 200 smallest margins. */
export async function scoreTime(speedPool: SpeedPool, runs: number): Promise<number> {
  const context = contextOf(speedPool);
  const model = await linear.fit(trainingOf(speedPool, LABELS), { ...context, previous: null });
  return warmTime(runs, async () => {
    const pool = wholePool(context.pool);
    const { margin } = await summaryOf(linear, model, pool, context);
    topRows(
      mapRows(pool.rows!, (row) => -margin[row]!),
      200,
    );
  });
}

/** Milliseconds for a linear model of so many labels, from the one of 50 labels fewer. */
export async function refitTime(speedPool: SpeedPool, labels: number, runs: number): Promise<number> {
  const context = contextOf(speedPool);
  const previous = await linear.fit(trainingOf(speedPool, labels - 50), { ...context, previous: null });
  const training = trainingOf(speedPool, labels);
  return warmTime(runs, () => linear.fit(training, { ...context, previous }));
}

function contextOf({ embeddings }: SpeedPool) {
  const pool: Pool = { embeddings, sparse: null, graph: null };
  return { ...engine, pool, random: createRandom(0) };
}

/** The first rows of the pool as labels. */
function trainingOf({ embeddings, classes, classCount }: SpeedPool, labels: number) {
  const rows = Int32Array.from({ length: labels }, (_, row) => row);
  return { x: takeRows(embeddings, rows), rows, classes: classes.slice(0, labels), classCount };
}
