"use client";

import { useEffect, useState } from "react";
import { isWaiting, type OutboxEntry } from "../_outbox/outbox-entry";

const noEntries: readonly OutboxEntry[] = [];

/**
 * What the outbox has not sent, and what it has sent since the list was fetched: that stays until it was fetched
 * again, so that no answer leaves the screen on its way from here to there.
 */
export function useUnlisted(
  entries: readonly OutboxEntry[],
  fetchAgain: () => Promise<unknown>,
): readonly OutboxEntry[] {
  const [{ before, sent }, setSeen] = useState({ before: entries, sent: noEntries });
  // While it renders: a row that was gone even for one commit would come back without the focus it had.
  if (before !== entries) {
    const here = new Set(entries.map(({ id }) => id));
    const gone = before.filter((entry) => isWaiting(entry) && !here.has(entry.id));
    setSeen({ before: entries, sent: gone.length > 0 ? [...sent, ...gone] : sent });
  }
  useEffect(() => {
    if (sent.length === 0) return;
    const forget = (others: readonly OutboxEntry[]) => others.filter((entry) => !sent.includes(entry));
    void fetchAgain().finally(() => setSeen((now) => ({ ...now, sent: forget(now.sent) })));
  }, [sent, fetchAgain]);
  return [...sent, ...entries.filter(isWaiting)];
}
