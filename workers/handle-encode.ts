import { type BegunEncoding, beginEncoding } from "@/lib/encodings/begin-encoding";
import { labelsToCompare } from "@/lib/encodings/labels-to-compare";
import type { Encoding } from "@/lib/encodings/newest-encoding";
import { recordEncoderChoice } from "@/lib/encodings/record-encoder-choice";
import { mayCompare } from "@/lib/encodings/request-comparison";
import type { JobPayload } from "@/lib/jobs/jobs";
import { readLabels } from "@/lib/rounds/read-labels";
import type { WorkerContext } from "./context";
import type { ProgressListener } from "./model-thread-client";
import type { EncodedSoFar } from "./model-thread-protocol";
import { type EncodingPlan, planOf, runEncoding } from "./run-encoding";

/** Encodes what the newest embeddings do not cover: with their encoder, or after large growth with a new one. */
export async function handleEncode(context: WorkerContext, { projectId }: JobPayload<"encode">) {
  const encoding = await beginEncoding(context.db, { id: context.newId(), projectId });
  if (!encoding) return;
  const { appendTo, encoder } = encoding;
  await runEncoding(context, encoding, async (onProgress) =>
    appendTo ? { encoder, encodedSoFar: encodedBy(appendTo) } : chooseAnew(context, encoding, onProgress),
  );
}

function encodedBy({ encoderBlob, shardBlobs, sparseShardBlobs, rowCount }: Encoding): EncodedSoFar {
  return { encoderBlob: encoderBlob!, shardBlobs: shardBlobs!, sparseShardBlobs, rowCount };
}

/**
 * The encoder that the labels speak for, or the current one where they are too few. A comparison that fails must not
 * keep samples from being encoded.
 */
async function chooseAnew(
  { db, log, threads }: WorkerContext,
  encoding: BegunEncoding,
  onProgress: ProgressListener,
): Promise<EncodingPlan> {
  const { projectId, modality, encoder, rowCount, seed } = encoding;
  const unfitted = { encoder, encodedSoFar: null };
  const answers = labelsToCompare(await readLabels(db, projectId, rowCount));
  if (!mayCompare(modality, answers.labels.length, 0)) return unfitted;
  const about = { projectId, modality, rowCount, seed, ...answers };
  const current = { encoder, encoderBlob: null };
  try {
    const choice = await threads.encode.call({ kind: "compare", ...about, current }, onProgress);
    await recordEncoderChoice(db, encoding, { ...choice, comparedAtLabels: answers.labels.length });
    return planOf(choice);
  } catch (error) {
    log.error({ error, projectId, encodingId: encoding.id }, "encoders not compared, the current one stays");
    return unfitted;
  }
}
