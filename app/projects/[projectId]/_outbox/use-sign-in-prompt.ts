"use client";

import { useEffect, useState } from "react";
import type { OutboxState } from "./outbox";
import { isWaiting } from "./outbox-entry";

/**
 * Opens by itself when a session ended, as the outbox or another request (`wasRefused`) found; who closes it can open it again, and is asked again after the next end.
 */
export function useSignInPrompt(outboxState: OutboxState, wasRefused: boolean) {
  const isSignedOut = outboxState.connection === "signed-out" || wasRefused;
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(isSignedOut), [isSignedOut]);
  return {
    isOpen,
    waiting: outboxState.entries.filter(isWaiting).length,
    open: () => setIsOpen(true),
    close: () => setIsOpen(false),
  };
}
