import { eq } from "drizzle-orm";
import { projects } from "@/db/schema/projects";
import { beginChange } from "@/lib/encodings/begin-encoding";
import { labelsToCompare } from "@/lib/encodings/labels-to-compare";
import { newestFinished } from "@/lib/encodings/newest-encoding";
import { recordEncoderChoice } from "@/lib/encodings/record-encoder-choice";
import type { JobPayload } from "@/lib/jobs/jobs";
import { readLabels } from "@/lib/rounds/read-labels";
import type { WorkerContext } from "./context";
import { planOf, runEncoding } from "./run-encoding";

/**
 * Compares encoders by the labels there are. When the current one stays, only the reason changes; else the pool is
 * encoded anew, and rounds go on with the embeddings of before until that is done.
 */
export async function handleCompare(context: WorkerContext, { projectId }: JobPayload<"compare">) {
  const { db, log, threads } = context;
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  const encoding = await newestFinished(db, projectId);
  if (!project || !encoding) return;
  const { encoder, encoderBlob, rowCount } = encoding;
  const answers = labelsToCompare(await readLabels(db, projectId, rowCount));
  const reply = await threads.encode.call({
    kind: "compare",
    projectId,
    modality: project.modality,
    rowCount,
    seed: project.seed,
    ...answers,
    current: { encoder, encoderBlob },
  });
  const choice = { ...reply, comparedAtLabels: answers.labels.length };
  log.info({ projectId, encodingId: encoding.id, reason: choice.reason }, "encoders compared");
  if (choice.id === encoder) return recordEncoderChoice(db, encoding, choice);
  const begun = await beginChange(db, context.newId(), project, encoding, choice);
  await runEncoding(context, begun, async () => planOf(choice));
}
