"use client";

import { useEffect, useState } from "react";

interface Draft<T> {
  /** What was typed, or what is saved while nothing was. */
  readonly value: T;
  readonly isDirty: boolean;
  readonly change: (value: T) => void;
  /** To be called with what was sent, once it is saved: what was typed meanwhile stays a draft. */
  readonly keep: (sent: T) => void;
}

/** An edit that is not saved yet. Leaving the page with one is asked about by the browser. */
export function useDraft<T extends string>(saved: T): Draft<T> {
  const [draft, setDraft] = useState<T | null>(null);
  const isDirty = draft !== null && draft !== saved;
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
  return {
    value: draft ?? saved,
    isDirty,
    change: setDraft,
    keep: (sent) => setDraft((current) => (current === sent ? null : current)),
  };
}
