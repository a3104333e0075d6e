"use client";

import { useSyncExternalStore } from "react";
import type { Outbox, OutboxState } from "./outbox";

const nothingKept: OutboxState = { entries: [], connection: "fine", trouble: null, durable: true };
const neverChanges = () => () => {};

/** What waits in the outbox; nothing while it is being opened, as on the server. */
export function useOutboxState(outbox: Outbox | undefined): OutboxState {
  const read = () => outbox?.state ?? nothingKept;
  return useSyncExternalStore(outbox?.subscribe ?? neverChanges, read, () => nothingKept);
}
