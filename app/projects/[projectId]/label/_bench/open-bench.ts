import { newAnnotationId } from "../../_outbox/annotation-id";
import { openOutbox } from "../../_outbox/open-outbox";
import type { Outbox } from "../../_outbox/outbox";
import { canComeBack, type OutboxEntry } from "../../_outbox/outbox-entry";
import { type BenchApi, benchApi } from "./bench-api";
import { BenchSession } from "./bench-session";
import { WorkShift } from "./work-shift";

const renewEveryMs = 60_000;

export interface OpenBench {
  readonly session: BenchSession;
  readonly outbox: Outbox;
  readonly api: BenchApi;
  readonly shift: WorkShift;
  /** Stops the clock until the next key or touch. */
  pause(): void;
}

/** Sets up the bench in this page and keeps it going until the signal ends it. */
export async function openBench(projectId: string, userId: string, signal: AbortSignal): Promise<OpenBench> {
  const api = benchApi(projectId, userId);
  const outbox: Outbox = await openOutbox(projectId, userId, signal, {
    onSent(entry, recorded) {
      if (entry.input.action === "undo" && recorded) session.undone(entry.sample.sampleId, recorded.sample);
      session.fillWhenLow();
    },
    onRefused: (entry) => void showAgainIfArchived(session, entry),
  });
  const session: BenchSession = new BenchSession({
    api,
    outbox,
    now: () => performance.now(),
    newId: newAnnotationId,
  });
  const shift = new WorkShift(performance.now());
  const pause = () => session.clock.hide(performance.now());
  const bench: OpenBench = { session, outbox, api, shift, pause };
  for (const entry of outbox.state.entries) await showAgainIfArchived(session, entry);
  if (!signal.aborted) {
    followPage(bench, signal);
    void session.fill();
  }
  return bench;
}

/** An archived class needs another answer, so the sample comes back by itself. */
async function showAgainIfArchived(session: BenchSession, entry: OutboxEntry): Promise<void> {
  if (entry.refusal?.code === "label_class_archived" && canComeBack(entry)) await session.labelAgain(entry);
}

function followPage({ session, outbox, shift }: OpenBench, signal: AbortSignal): void {
  const listen = { signal };
  const sign = () => {
    shift.sign(performance.now());
    session.clock.sign(performance.now());
  };
  const resume = () => session.clock.show(performance.now());
  for (const kind of ["pointerdown", "keydown"])
    window.addEventListener(kind, resume, { signal, capture: true });
  for (const kind of ["pointermove", "pointerdown", "keydown", "scroll", "touchmove"]) {
    window.addEventListener(kind, sign, { signal, passive: true, capture: true });
  }
  window.addEventListener("online", () => void session.fill(), listen);
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.hidden) return session.clock.hide(performance.now());
      session.clock.show(performance.now());
      outbox.wake();
      void session.fill();
    },
    listen,
  );
  // What cannot be given back runs out by itself after some minutes.
  const leave = () => void session.leave().catch(() => undefined);
  window.addEventListener("pagehide", leave, listen);
  window.addEventListener("pageshow", (event) => event.persisted && void session.comeBack(), listen);
  const timer = setInterval(() => document.hidden || void session.fill(), renewEveryMs);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    leave();
  });
}
