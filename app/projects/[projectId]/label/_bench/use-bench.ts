"use client";

import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { ApiError } from "../../../../_components/call-api";
import { useOpened } from "../../../../_components/use-opened";
import { type OpenBench, openBench } from "./open-bench";
import { nothingHeld, type SessionView } from "./session-view";
import { useLiveState } from "./use-live-state";

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

/** What stands around the sample. Each fresh answer is also an occasion to fill an empty bench, or to see that it is gone. */
export function useBenchState(initial: BenchState, bench: OpenBench | null): BenchState {
  const { data, error, dataUpdatedAt, errorUpdatedAt } = useLiveState(initial);
  const isGone = error instanceof ApiError && error.code === "project_not_found";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer counts, also one like the last
  useEffect(() => {
    if (bench && (isGone || bench.session.view.samples.length === 0)) void bench.session.fill();
  }, [bench, isGone, dataUpdatedAt, errorUpdatedAt]);
  return data;
}
