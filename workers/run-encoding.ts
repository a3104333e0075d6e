import type { BegunEncoding } from "@/lib/encodings/begin-encoding";
import { failEncoding, publishEncoding } from "@/lib/encodings/finish-encoding";
import { reportEncodingProgress } from "@/lib/encodings/report-encoding-progress";
import { reasonOf } from "@/lib/errors";
import type { WorkerContext } from "./context";
import type { ProgressListener } from "./model-thread-client";
import type { CompareReply, EncodedSoFar } from "./model-thread-protocol";

const progressIntervalMs = 500;

/** By which encoder to encode; one that is fitted already comes with what it has encoded. */
export interface EncodingPlan {
  readonly encoder: string;
  readonly encodedSoFar: EncodedSoFar | null;
}

/** To encode all rows by an encoder that a comparison has fitted. */
export function planOf({ id, encoderBlob }: CompareReply): EncodingPlan {
  return {
    encoder: id,
    encodedSoFar: { encoderBlob, shardBlobs: [], sparseShardBlobs: [], rowCount: 0 },
  };
}

/** Encodes the rows of an encoding that was begun and publishes it whole; closes it as failed when that fails. */
export async function runEncoding(
  context: WorkerContext,
  encoding: BegunEncoding,
  makePlan: (onProgress: ProgressListener) => Promise<EncodingPlan>,
): Promise<void> {
  const { db, log, threads } = context;
  const { id, projectId, modality, rowCount, seed } = encoding;
  const onProgress = reportTo(context, encoding);
  try {
    const plan = await makePlan(onProgress);
    const request = { kind: "encode", projectId, modality, rowCount, seed, ...plan } as const;
    const result = await threads.encode.call(request, onProgress);
    const published = await publishEncoding(db, encoding, result);
    log.info({ projectId, encodingId: id, encoder: plan.encoder, rowCount, published }, "pool encoded");
  } catch (error) {
    await failEncoding(db, encoding, reasonOf(error));
    throw error;
  }
}

/** Writes progress at most twice a second, one write at a time. */
function reportTo({ db, log }: WorkerContext, encoding: { id: string; projectId: string }): ProgressListener {
  let [last, writing] = [0, false];
  return (share, doing) => {
    if (writing || performance.now() - last < progressIntervalMs) return;
    [last, writing] = [performance.now(), true];
    reportEncodingProgress(db, encoding, share, doing)
      .catch((error: unknown) => log.warn({ error, encodingId: encoding.id }, "progress not stored"))
      .finally(() => {
        writing = false;
      });
  };
}
