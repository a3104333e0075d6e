import { AnswerBatches } from "../../_batch/answer-batches";
import { browserMemory } from "../../_batch/browser-memory";
import { followActivity } from "../../_batch/follow-activity";
import { newAnnotationId } from "../../_outbox/annotation-id";
import { openOutbox } from "../../_outbox/open-outbox";
import type { Outbox } from "../../_outbox/outbox";
import { type FindBatch, FindSession } from "./find-session";

export interface OpenFind {
  readonly session: FindSession;
  readonly outbox: Outbox;
}

export interface FindOwner {
  readonly projectId: string;
  readonly userId: string;
  readonly task: "single" | "multi";
}

/** Sets up labeling on the search page and keeps it going until the signal ends it. */
export async function openFind(
  { projectId, userId, task }: FindOwner,
  signal: AbortSignal,
): Promise<OpenFind> {
  const outbox = await openOutbox(projectId, userId, signal);
  const batches = new AnswerBatches<FindBatch>({
    outbox,
    newId: newAnnotationId,
    memory: browserMemory(),
    memoryKey: `winnow-found/${projectId}/${userId}`,
  });
  const session = new FindSession({ task, batches, now: () => performance.now() });
  followActivity(session.clock, signal);
  return { session, outbox };
}
