import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { rounds } from "@/db/schema/rounds";
import { enqueue } from "@/lib/jobs/enqueue";
import type { JobPayload } from "@/lib/jobs/jobs";
import { generalisationFits } from "@/lib/learning/outlook/generalisation";
import {
  type CurveModel,
  type MeasuringFacts,
  readMeasuringFacts,
} from "@/lib/measuring/read-measuring-facts";
import { isRandomDue } from "@/lib/measuring/request-random-when-due";
import { storeMeasurement } from "@/lib/measuring/store-measurement";
import type { WorkerContext } from "./context";
import { pointsOf, taskLabelsOf } from "./handle-outlook";
import { storedPool } from "./handle-round";
import type { RandomRequest } from "./model-thread-protocol";

/** All models of one measurement may take about so long; the best plan that fits is used (`planCrossFits`). */
const mostMs = 120_000;
/**
 * Of random labeling. With fewer models nothing could be told, and with more nothing more. Where a fit takes more than
 * about five seconds, these few and those of `generalisationFits` take longer than `mostMs`.
 */
const [fewestFits, mostFits] = [16, 50];

/** Measures what random labeling reaches, and how the model does on labels it knows. */
export async function handleRandom(context: WorkerContext, { projectId }: JobPayload<"random">) {
  const { db, log, threads } = context;
  const facts = await readMeasuringFacts(db, projectId);
  // Rounds ask for it also while it is being measured, and see the result of before.
  if (!facts || !isRandomDue(facts)) return;
  const newest = facts.models.at(-1);
  // Embeddings of another encoder do not fit its model.
  if (!newest?.modelBlob || newest.encodingId !== facts.encoding.id) return;
  const started = performance.now();
  const fitMs = await readFitMs(db, projectId);
  const result = await threads.random.call(
    requestOf(facts, { ...newest, modelBlob: newest.modelBlob }, fitMs),
  );
  const seconds = (performance.now() - started) / 1000;
  await storeMeasurement(db, {
    projectId,
    modelVersionId: newest.id,
    labelsSpent: newest.labelsSpent,
    result,
    seconds,
  });
  log.info({ projectId, seconds, sizes: result.points.length }, "random labeling measured");
  // What holds the model back is told by both.
  await enqueue(db, "outlook", { projectId });
}

function requestOf(
  facts: MeasuringFacts,
  { modelBlob, labelsSpent }: CurveModel & { readonly modelBlob: string },
  fitMs: number,
): RandomRequest {
  const { project, labelClassIds, encoding } = facts;
  const { holdoutLabels } = facts.sets ?? facts;
  return {
    kind: "random",
    labels: taskLabelsOf(facts),
    classCount: labelClassIds.length,
    pool: storedPool(encoding),
    learner: project.learner,
    modelBlob,
    points: pointsOf(facts),
    labelsSpent,
    // Both of now.
    holdoutShare: holdoutLabels.length / facts.labelsSpent,
    mostFits: crossFitsFor(fitMs),
    seed: project.seed,
  };
}

function crossFitsFor(fitMs: number): number {
  return Math.min(mostFits, Math.max(fewestFits, Math.floor(mostMs / fitMs) - generalisationFits));
}

/** How long the last model took. */
async function readFitMs(db: Db, projectId: string): Promise<number> {
  const [last] = await db
    .select({ stages: rounds.stages })
    .from(rounds)
    .where(and(eq(rounds.projectId, projectId), eq(rounds.state, "published")))
    .orderBy(desc(rounds.number))
    .limit(1);
  return Math.max(1, last?.stages?.fit ?? 1);
}
