import { AnswerBatches } from "../../_batch/answer-batches";
import { browserMemory } from "../../_batch/browser-memory";
import { followActivity } from "../../_batch/follow-activity";
import { newAnnotationId } from "../../_outbox/annotation-id";
import { openOutbox } from "../../_outbox/open-outbox";
import type { Outbox } from "../../_outbox/outbox";
import { gridApi } from "./grid-api";
import { type GridPage, GridSession } from "./grid-session";

const renewEveryMs = 60_000;

export interface OpenGrid {
  readonly session: GridSession;
  readonly outbox: Outbox;
}

export interface GridOwner {
  readonly projectId: string;
  readonly userId: string;
  readonly task: "single" | "multi";
}

/** Sets up the grid in this page and keeps it going until the signal ends it. */
export async function openGrid(
  { projectId, userId, task }: GridOwner,
  signal: AbortSignal,
): Promise<OpenGrid> {
  const outbox = await openOutbox(projectId, userId, signal, {
    onSent(entry, recorded) {
      if (entry.input.action === "undo" && recorded) session.undone(entry.sample.sampleId, recorded.sample);
    },
  });
  const batches = new AnswerBatches<GridPage>({
    outbox,
    newId: newAnnotationId,
    memory: browserMemory(),
    memoryKey: `winnow-grid/${projectId}/${userId}`,
  });
  const api = gridApi(projectId, userId);
  const session: GridSession = new GridSession({ task, api, batches, now: () => performance.now() });
  if (!signal.aborted) followPage(session, signal);
  return { session, outbox };
}

function followPage(session: GridSession, signal: AbortSignal): void {
  followActivity(session.clock, signal);
  const fillWhenSeen = () => document.hidden || void session.fill();
  window.addEventListener("online", fillWhenSeen, { signal });
  document.addEventListener("visibilitychange", fillWhenSeen, { signal });
  // What cannot be given back runs out by itself after some minutes.
  const leave = () => void session.leave().catch(() => undefined);
  window.addEventListener("pagehide", leave, { signal });
  window.addEventListener("pageshow", (event) => event.persisted && void session.comeBack(), { signal });
  const timer = setInterval(fillWhenSeen, renewEveryMs);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    leave();
  });
}
