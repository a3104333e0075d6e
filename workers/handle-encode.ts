import { type BegunEncoding, beginEncoding } from "@/lib/encodings/begin-encoding";
import { findMissingGraph } from "@/lib/encodings/find-missing-graph";
import { failEncoding, publishEncoding } from "@/lib/encodings/finish-encoding";
import { abandonGraph, beginGraph, publishGraph } from "@/lib/encodings/graph-progress";
import { reportEncodingProgress } from "@/lib/encodings/report-encoding-progress";
import { messageOf } from "@/lib/errors";
import type { JobPayload } from "@/lib/jobs/jobs";
import type { WorkerContext } from "./context";
import type { EncodeRequest } from "./model-thread-protocol";

const progressIntervalMs = 500;

/**
 * Encodes what the newest embeddings do not cover, then builds the neighbour graph that they lack. The embeddings
 * are published first, so that nobody waits for the graph; a job that was cut short goes on where it was.
 */
export async function handleEncode(context: WorkerContext, { projectId }: JobPayload<"encode">) {
  await encode(context, projectId);
  await addGraph(context, projectId);
}

async function encode(context: WorkerContext, projectId: string): Promise<void> {
  const { db, log } = context;
  const encoding = await beginEncoding(db, { id: context.newId(), projectId });
  if (!encoding) return;
  const { rowCount } = encoding;
  try {
    const request = requestOf(encoding);
    const result = await context.threads.encode.call(request, reportTo(context, encoding));
    const published = await publishEncoding(db, encoding, result);
    log.info({ projectId, encodingId: encoding.id, rowCount, published }, "pool encoded");
  } catch (error) {
    await failEncoding(db, encoding, messageOf(error));
    throw error;
  }
}

function requestOf({ appendTo, ...encoding }: BegunEncoding): EncodeRequest {
  const { projectId, modality, encoder, rowCount, seed } = encoding;
  const encodedSoFar = appendTo && {
    encoderBlob: appendTo.encoderBlob!,
    shardBlobs: appendTo.shardBlobs!,
    sparseShardBlobs: appendTo.sparseShardBlobs,
    rowCount: appendTo.rowCount,
  };
  return { kind: "encode", projectId, modality, encoder, rowCount, seed, encodedSoFar };
}

async function addGraph(context: WorkerContext, projectId: string): Promise<void> {
  const { db, log } = context;
  const encoding = await findMissingGraph(db, projectId);
  if (!encoding) return;
  const { shardBlobs, rowCount, dimensions, seed } = encoding;
  await beginGraph(db, encoding);
  try {
    const request = { kind: "graph", embeddings: { shardBlobs, rowCount, dimensions }, seed } as const;
    const graphBlob = await context.threads.encode.call(request);
    const published = graphBlob !== null && (await publishGraph(db, encoding, graphBlob));
    log.info({ projectId, encodingId: encoding.id, rowCount, published }, "neighbours found");
  } catch (error) {
    await abandonGraph(db, encoding);
    throw error;
  }
}

/** Writes progress at most twice a second, one write at a time. */
function reportTo({ db, log }: WorkerContext, encoding: { id: string; projectId: string }) {
  let [last, writing] = [0, false];
  return (share: number, doing: string) => {
    if (writing || performance.now() - last < progressIntervalMs) return;
    [last, writing] = [performance.now(), true];
    reportEncodingProgress(db, encoding, share, doing)
      .catch((error: unknown) => log.warn({ error, encodingId: encoding.id }, "progress not stored"))
      .finally(() => {
        writing = false;
      });
  };
}
