"use client";

import { useLayoutEffect, useRef, useState } from "react";
import { isWaiting, type OutboxEntry } from "../_outbox/outbox-entry";

/**
 * What the outbox has not sent, and what it has sent since the list was fetched: that stays until it was fetched
 * again, so that no answer leaves the screen on its way from here to there.
 */
export function useUnlisted(
  entries: readonly OutboxEntry[],
  fetchAgain: () => Promise<unknown>,
): readonly OutboxEntry[] {
  const [sent, setSent] = useState<readonly OutboxEntry[]>([]);
  const before = useRef(entries);
  // Before the browser paints: there is no moment at which an answer is in neither.
  useLayoutEffect(() => {
    const here = new Set(entries.map(({ id }) => id));
    const gone = before.current.filter((entry) => isWaiting(entry) && !here.has(entry.id));
    before.current = entries;
    if (gone.length === 0) return;
    setSent((others) => [...others, ...gone]);
    void fetchAgain().finally(() => setSent((others) => others.filter((entry) => !gone.includes(entry))));
  }, [entries, fetchAgain]);
  return [...sent, ...entries.filter(isWaiting)];
}
