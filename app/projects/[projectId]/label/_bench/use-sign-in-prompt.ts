"use client";

import { useEffect, useState } from "react";
import { isWaiting } from "./outbox-entry";
import type { BenchScreen } from "./use-bench-screen";

/** Opens by itself when a session ended; who closes it can open it again, and is asked again after the next end. */
export function useSignInPrompt({ outboxState, view }: BenchScreen) {
  const isSignedOut = outboxState.connection === "signed-out" || view.trouble?.code === "not_signed_in";
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(isSignedOut), [isSignedOut]);
  return {
    isOpen,
    waiting: outboxState.entries.filter(isWaiting).length,
    open: () => setIsOpen(true),
    close: () => setIsOpen(false),
  };
}
