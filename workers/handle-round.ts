import { messageOf } from "@/lib/errors";
import type { JobPayload } from "@/lib/jobs/jobs";
import type { ModelState } from "@/lib/learning/learners/learner";
import { beginRound } from "@/lib/rounds/begin-round";
import { failRound } from "@/lib/rounds/fail-round";
import { readModel, storeModel } from "@/lib/rounds/model-parameters";
import { publishRound, type TrainedModel } from "@/lib/rounds/publish-round";
import { type RoundFacts, readRoundFacts } from "@/lib/rounds/read-round-facts";
import type { WorkerContext } from "./context";
import type { RoundReply, RoundRequest } from "./model-thread-protocol";

/** Samples a generation holds: enough for every annotator until the next one. */
const queueLength = 200;

/** Trains, evaluates, rescores the pool and publishes a new queue generation. */
export async function handleRound(context: WorkerContext, { projectId, cause }: JobPayload<"round">) {
  const { db, log, workerId } = context;
  const started = performance.now();
  const round = await beginRound(db, { id: context.newId(), projectId, cause, workerId });
  try {
    const facts = await readRoundFacts(db, projectId, round.seenBefore);
    if (!facts) return;
    const reply = await context.threads.round.call(await requestOf(context, facts));
    const published = await publishRound(db, {
      roundId: round.id,
      facts,
      queue: reply.queue,
      stages: { ...reply.stages, total: performance.now() - started },
      trained: await trainedModel(context, facts, reply),
    });
    log.info({ projectId, round: round.number, cause, stages: reply.stages, published }, "round finished");
  } catch (error) {
    await failRound(db, round, messageOf(error));
    throw error;
  }
}

async function requestOf(context: WorkerContext, facts: RoundFacts): Promise<RoundRequest> {
  const { project, encoding } = facts;
  return {
    kind: "round",
    poolRows: facts.poolRows,
    embeddings: encoding && {
      encodingId: encoding.id,
      shardBlobs: encoding.shardBlobs!,
      rowCount: encoding.rowCount,
      dimensions: encoding.dimensions!,
    },
    input: {
      classCount: facts.labelClassIds.length,
      trainingLabels: facts.trainingLabels,
      holdoutLabels: facts.holdoutLabels,
      candidates: facts.candidates,
      holdoutReserve: facts.holdoutReserve,
      learner: project.learner,
      strategy: encoding ? project.strategy : "random",
      previous: await previousModel(context, facts),
      queueLength,
      exploreShare: project.exploreShare,
      holdoutShare: project.holdoutShare,
      seed: project.seed,
    },
  };
}

/** The last model, to start from; null when the embeddings or the classes are others by now. */
async function previousModel({ blobs }: WorkerContext, facts: RoundFacts): Promise<ModelState | null> {
  const { previousModel: model, encoding, labelClassIds } = facts;
  if (!model || model.encodingId !== encoding?.id) return null;
  if (model.labelClassIds.join() !== labelClassIds.join()) return null;
  return readModel(blobs, { ...model, dimensions: encoding.dimensions! });
}

async function trainedModel(
  { blobs, newId }: WorkerContext,
  { encoding }: RoundFacts,
  { model, evaluation }: RoundReply,
): Promise<TrainedModel | null> {
  if (!model || !encoding) return null;
  const parametersBlob = await storeModel(blobs, model);
  return { modelVersionId: newId(), encoding, model, evaluation, parametersBlob };
}
