"use client";

import { useCallback, useEffect, useState } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { type GuidelinesNewsKind, guidelinesNews } from "./guidelines-news";

interface GuidelinesNewsParts {
  readonly state: BenchState;
  /** Whether there is something to read. */
  readonly hasGuidelines: boolean;
  /** Whether it is read now. */
  readonly isOpen: boolean;
}

/** What of the guidelines the annotator has not read; stays until they are opened. */
export function useGuidelinesNews({
  state,
  hasGuidelines,
  isOpen,
}: GuidelinesNewsParts): GuidelinesNewsKind | null {
  const [atOpening] = useState(() => ({
    lastWorkedAt: state.ownLastAt,
    openedAt: new Date().toISOString(),
  }));
  const [readUpTo, keep] = useReadUpTo(state.projectId);
  const { guidelinesChangedAt: changedAt } = state;
  useEffect(() => {
    // Where nothing is known of a change, that they were opened.
    if (isOpen) keep(changedAt ?? atOpening.openedAt);
  }, [isOpen, changedAt, atOpening, keep]);
  // On the server nothing is known of what was read here.
  if (readUpTo === undefined) return null;
  return guidelinesNews({ ...atOpening, hasGuidelines, changedAt, readUpTo });
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
