"use client";

import { useCallback, useEffect, useState } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { hasGuidelinesNews } from "./guidelines-news";

/** Whether the guidelines changed since the annotator last worked; stays until they are opened. */
export function useGuidelinesNews(state: BenchState, isOpen: boolean): boolean {
  const [atOpening] = useState(() => ({
    lastWorkedAt: state.ownLastAt,
    openedAt: new Date().toISOString(),
  }));
  const [readUpTo, keep] = useReadUpTo(state.projectId);
  const { guidelinesChangedAt: changedAt } = state;
  useEffect(() => {
    if (isOpen && changedAt !== null) keep(changedAt);
  }, [isOpen, changedAt, keep]);
  // On the server nothing is known of what was read here.
  if (readUpTo === undefined) return false;
  return hasGuidelinesNews({ ...atOpening, changedAt, readUpTo });
}

function useReadUpTo(projectId: string) {
  const name = `winnow-guidelines-read/${projectId}`;
  const [readUpTo, setReadUpTo] = useState<string | null | undefined>(undefined);
  useEffect(() => setReadUpTo(localStorage.getItem(name)), [name]);
  const keep = useCallback(
    (instant: string) => {
      localStorage.setItem(name, instant);
      setReadUpTo(instant);
    },
    [name],
  );
  return [readUpTo, keep] as const;
}
