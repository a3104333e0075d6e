import { beginEncoding } from "@/lib/encodings/begin-encoding";
import { failEncoding, publishEncoding } from "@/lib/encodings/finish-encoding";
import { reportEncodingProgress } from "@/lib/encodings/report-encoding-progress";
import { messageOf } from "@/lib/errors";
import type { JobPayload } from "@/lib/jobs/jobs";
import type { WorkerContext } from "./context";

const progressIntervalMs = 500;

/** Fits the project's encoder on its pool, unless the newest embeddings cover it already. */
export async function handleEncode(context: WorkerContext, { projectId }: JobPayload<"encode">) {
  const { db, log } = context;
  const encoding = await beginEncoding(db, { id: context.newId(), projectId });
  if (!encoding) return;
  const { modality, encoder, rowCount, seed } = encoding;
  try {
    const request = { kind: "encode", projectId, modality, encoder, rowCount, seed } as const;
    const result = await context.threads.encode.call(request, reportTo(context, encoding));
    const published = await publishEncoding(db, encoding, result);
    log.info({ projectId, encodingId: encoding.id, rowCount, published }, "pool encoded");
  } catch (error) {
    await failEncoding(db, encoding, messageOf(error));
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
