"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { callApi } from "../../../../_components/call-api";
import { useOpened } from "../../../../_components/use-opened";
import { useProjectEvents } from "../../../../_components/use-project-events";
import { type OpenBench, openBench } from "./open-bench";
import { nothingHeld, type SessionView } from "./session-view";

/** Events tell when to look again; this is for a connection that brings none. */
const pollMs = 5_000;

/** The bench of this page; null while it is being set up, as on the server. */
export function useOpenBench(projectId: string, userId: string): OpenBench | null {
  return useOpened(
    useCallback((signal: AbortSignal) => openBench(projectId, userId, signal), [projectId, userId]),
  );
}

const neverChanges = () => () => {};

export function useSessionView(bench: OpenBench | null): SessionView {
  const read = () => bench?.session.view ?? nothingHeld;
  return useSyncExternalStore(bench?.session.subscribe ?? neverChanges, read, read);
}

/** What stands around the sample. Each fresh answer is also an occasion to fill an empty bench. */
export function useBenchState(initial: BenchState, bench: OpenBench | null): BenchState {
  const queryKey = ["bench", initial.projectId];
  const { data, dataUpdatedAt, errorUpdatedAt } = useQuery({
    queryKey,
    queryFn: () =>
      callApi<BenchState>(`/api/v1/projects/${initial.projectId}/bench?since=${localMidnight()}`),
    initialData: initial,
    refetchInterval: pollMs,
  });
  useProjectEvents(initial.projectId, queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer counts, also one like the last
  useEffect(() => {
    if (bench && bench.session.view.samples.length === 0) void bench.session.fill();
  }, [bench, dataUpdatedAt, errorUpdatedAt]);
  return data;
}

/** Today began here, not where the server stands. */
function localMidnight(): string {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  return midnight.toISOString();
}
