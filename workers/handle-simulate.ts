import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import { projectNotFound } from "@/lib/access/authorize";
import { fewestSimulationLabels, type SimulationRequest } from "@/lib/contracts/simulations";
import { newestFinished } from "@/lib/encodings/newest-encoding";
import { reasonOf, WinnowError } from "@/lib/errors";
import type { JobPayload } from "@/lib/jobs/jobs";
import { random } from "@/lib/learning/strategies/random";
import { readLabels, type SplitLabels } from "@/lib/rounds/read-labels";
import { findDemoSource } from "@/lib/samples/demo-sets";
import { beginSimulation } from "@/lib/simulations/begin-simulation";
import type { ProjectLabelChoice } from "@/lib/simulations/count-simulation-labels";
import { failSimulation, finishSimulation } from "@/lib/simulations/finish-simulation";
import { fewLabels, notEncoded, requirePossible } from "@/lib/simulations/require-possible";
import type { WorkerContext } from "./context";
import { storedPool } from "./handle-round";
import type { Attempt } from "./handlers";
import type { SimulateRequest } from "./model-thread-protocol";

/** Plays strategies on known labels and keeps the report. Of a worker that died another takes it up from its beginning. */
export async function handleSimulate(
  context: WorkerContext,
  { projectId, simulationId, names }: JobPayload<"simulate">,
  { isLast }: Attempt,
): Promise<void> {
  const { db, log, threads, rootDirectory } = context;
  const request = await beginSimulation(db, simulationId);
  if (!request) return;
  try {
    // Labels may have gone since it was asked for.
    await requirePossible(db, projectId, request, rootDirectory);
    const source = await sourceOf(context, projectId, request);
    const finished = await threads.simulate.call(requestOf({ simulationId, names }, request, source));
    const kept = finished !== null && (await finishSimulation(db, simulationId, finished));
    if (finished !== null && !kept) await context.blobs.remove(finished.reportBlob);
    log.info({ projectId, simulationId, kept }, "simulation ended");
  } catch (error) {
    // Computing again would end the same way; what may pass, as a pool that is being encoded, is tried again.
    if (error instanceof WinnowError && error.retryable && !isLast) throw error;
    log.error({ error, projectId, simulationId }, "simulation failed");
    await failSimulation(db, simulationId, reasonOf(error));
  }
}

type Source = Pick<SimulateRequest, "source" | "dataName">;

async function sourceOf(
  { db, rootDirectory }: WorkerContext,
  projectId: string,
  { source }: SimulationRequest,
): Promise<Source> {
  if (source.kind === "demo") {
    const { set, path, format } = findDemoSource(source.demoSet, rootDirectory);
    return { dataName: set.name, source: { kind: "demo", path, format } };
  }
  const encoding = await newestFinished(db, projectId);
  if (!encoding) throw notEncoded();
  const found = await readLabels(db, projectId, encoding.rowCount);
  const labels = found.sets
    ? { task: "multi" as const, given: chosenOf(found.sets, source.labels) }
    : { task: "single" as const, given: chosenOf(found, source.labels) };
  // Some may have gone since they were counted.
  const { length } = labels.given;
  if (length < fewestSimulationLabels) throw fewLabels(length, source.labels);
  return {
    dataName: await readName(db, projectId),
    source: {
      kind: "project",
      encoder: encoding.encoder,
      pool: storedPool(encoding),
      labels,
      classCount: found.labelClassIds.length,
    },
  };
}

function chosenOf<Label>(
  { trainingLabels, exploredLabels, holdoutLabels }: SplitLabels<Label>,
  choice: ProjectLabelChoice,
): Label[] {
  return [...(choice === "random" ? exploredLabels : trainingLabels), ...holdoutLabels];
}

async function readName(db: Db, projectId: string): Promise<string> {
  const [project] = await db.select({ name: projects.name }).from(projects).where(eq(projects.id, projectId));
  if (!project) throw projectNotFound();
  return project.name;
}

/** Random labeling comes last, to compare with. */
function requestOf(
  about: Pick<SimulateRequest, "simulationId" | "names">,
  request: SimulationRequest,
  source: Source,
): SimulateRequest {
  const { learner, budget, batch, seeds, target } = request;
  return {
    kind: "simulate",
    ...about,
    at: new Date().toISOString(),
    ...source,
    strategies: [...request.strategies.filter((id) => id !== random.id), random.id],
    setting: { learner, budget, batch, seeds, target },
  };
}
