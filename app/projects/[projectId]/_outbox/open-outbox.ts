import { exclusiveAmongTabs } from "./exclusive-among-tabs";
import { IndexedDbStorage } from "./indexed-db-storage";
import { Outbox, type OutboxParts } from "./outbox";
import { outboxApi } from "./outbox-api";
import { isWaiting } from "./outbox-entry";
import { MemoryStorage, type OutboxStorage } from "./outbox-storage";

const longestPauseMs = 30_000;

/** What a page wants to know of what becomes of its entries. */
export type OutboxEvents = Partial<Pick<OutboxParts, "onSent" | "onRefused">>;

/** One person's outbox of a project in this page; what any page of it kept is sent from here, until the signal. */
export async function openOutbox(
  projectId: string,
  userId: string,
  signal: AbortSignal,
  events: OutboxEvents = {},
): Promise<Outbox> {
  const owner = `${projectId}/${userId}`;
  const storage = await openStorage(owner);
  const channel = new BroadcastChannel(`winnow-outbox/${owner}`);
  const outbox = new Outbox({
    storage,
    ...outboxApi(projectId, userId),
    exclusively: exclusiveAmongTabs(`winnow-outbox/${owner}`),
    tellOtherTabs: () => channel.postMessage(null),
    onSent: (entry, recorded) => events.onSent?.(entry, recorded),
    onRefused: (entry) => events.onRefused?.(entry),
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
