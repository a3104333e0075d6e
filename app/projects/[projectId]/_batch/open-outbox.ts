import type { LeasedSample } from "@/lib/contracts/labeling";
import { benchApi } from "../label/_bench/bench-api";
import { exclusiveAmongTabs } from "../label/_bench/exclusive-among-tabs";
import { IndexedDbStorage } from "../label/_bench/indexed-db-storage";
import { Outbox } from "../label/_bench/outbox";
import type { OutboxEntry } from "../label/_bench/outbox-entry";
import { isWaiting } from "../label/_bench/outbox-entry";
import { MemoryStorage, type OutboxStorage } from "../label/_bench/outbox-storage";

const longestPauseMs = 30_000;

export interface OutboxEvents {
  /** An undo has arrived: the sample is ours again, or (null) somebody else has it. */
  onUndone(sampleId: number, again: LeasedSample | null): void;
  /** The server will not have it; it waits for the annotator. */
  onRefused(entry: OutboxEntry): void;
}

/** The bench's own outbox, in a page without a bench: what it kept for the bench is sent from here, too. */
export async function openOutbox(
  projectId: string,
  userId: string,
  signal: AbortSignal,
  events: OutboxEvents,
): Promise<Outbox> {
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
      if (entry.input.action === "undo" && recorded) events.onUndone(entry.sample.sampleId, recorded.sample);
    },
    onRefused: events.onRefused,
    pauseAfter: (failures) => Math.min(longestPauseMs, 500 * 2 ** failures),
  });
  channel.onmessage = outbox.wake;
  await outbox.read();
  void outbox.run(signal).finally(() => {
    channel.close();
    storage.close();
  });
  window.addEventListener("online", outbox.wake, { signal });
  window.addEventListener("focus", outbox.wake, { signal });
  window.addEventListener("beforeunload", (event) => warnOfLoss(outbox, event), { signal });
  return outbox;
}

/** Some browsers keep nothing in private windows; the screen then says that labels live as long as the page. */
async function openStorage(owner: string): Promise<OutboxStorage> {
  try {
    return await IndexedDbStorage.open(owner);
  } catch {
    return new MemoryStorage();
  }
}

function warnOfLoss({ state }: Outbox, event: BeforeUnloadEvent): void {
  if (!state.durable && state.entries.some(isWaiting)) event.preventDefault();
}
