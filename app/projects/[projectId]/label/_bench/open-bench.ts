import { newAnnotationId } from "./annotation-id";
import { type BenchApi, benchApi } from "./bench-api";
import { BenchSession } from "./bench-session";
import { exclusiveAmongTabs } from "./exclusive-among-tabs";
import { IndexedDbStorage } from "./indexed-db-storage";
import { Outbox } from "./outbox";
import { canComeBack, isWaiting, type OutboxEntry } from "./outbox-entry";
import { MemoryStorage, type OutboxStorage } from "./outbox-storage";
import { WorkShift } from "./work-shift";

const renewEveryMs = 60_000;
const longestPauseMs = 30_000;

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
  const owner = `${projectId}/${userId}`;
  const storage = await openStorage(owner);
  const channel = new BroadcastChannel(`winnow-outbox/${owner}`);
  const api = benchApi(projectId);
  const outbox: Outbox = new Outbox({
    storage,
    send: api.send,
    sendAll: api.sendAll,
    exclusively: exclusiveAmongTabs(`winnow-outbox/${owner}`),
    tellOtherTabs: () => channel.postMessage(null),
    onSent(entry, recorded) {
      if (entry.input.action === "undo" && recorded) session.undone(entry.sample.sampleId, recorded.sample);
      session.fillWhenLow();
    },
    onRefused: (entry) => void showAgainIfArchived(session, entry),
    pauseAfter: (failures) => Math.min(longestPauseMs, 500 * 2 ** failures),
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
  channel.onmessage = outbox.wake;
  await outbox.read();
  for (const entry of outbox.state.entries) await showAgainIfArchived(session, entry);
  void outbox.run(signal).finally(() => {
    channel.close();
    storage.close();
  });
  if (!signal.aborted) {
    followPage(bench, signal);
    void session.fill();
  }
  return bench;
}

/** Some browsers keep nothing in private windows; the screen then says that labels live as long as the page. */
async function openStorage(owner: string): Promise<OutboxStorage> {
  try {
    return await IndexedDbStorage.open(owner);
  } catch {
    return new MemoryStorage();
  }
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
  const tryNow = () => {
    outbox.wake();
    void session.fill();
  };
  window.addEventListener("online", tryNow, listen);
  window.addEventListener("focus", outbox.wake, listen);
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.hidden) return session.clock.hide(performance.now());
      session.clock.show(performance.now());
      tryNow();
    },
    listen,
  );
  // What cannot be given back runs out by itself after some minutes.
  const leave = () => void session.leave().catch(() => undefined);
  window.addEventListener("pagehide", leave, listen);
  window.addEventListener("pageshow", (event) => event.persisted && void session.comeBack(), listen);
  window.addEventListener(
    "beforeunload",
    (event) => {
      const { durable, entries } = outbox.state;
      if (!durable && entries.some(isWaiting)) event.preventDefault();
    },
    listen,
  );
  const timer = setInterval(() => document.hidden || void session.fill(), renewEveryMs);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    leave();
  });
}
