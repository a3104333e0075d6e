"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { callApi } from "../../../../_components/call-api";
import { useProjectEvents } from "../../../../_components/use-project-events";
import { type OpenBench, openBench } from "./open-bench";
import type { OutboxState } from "./outbox";
import { nothingHeld, type SessionView } from "./session-view";

/** Events tell when to look again; this is for a connection that brings none. */
const pollMs = 5_000;

/** Between two looks at numbers that every label of anybody changes. */
const paceMs = 1_000;

/** The bench of this page; null while it is being set up, as on the server. */
export function useOpenBench(projectId: string, userId: string): OpenBench | null {
  const [bench, setBench] = useState<OpenBench | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    openBench(projectId, userId, controller.signal).then(
      (opened) => controller.signal.aborted || setBench(opened),
      (error) =>
        setBench(() => {
          throw error;
        }),
    );
    return () => {
      controller.abort();
      setBench(null);
    };
  }, [projectId, userId]);
  return bench;
}

const nothingKept: OutboxState = { entries: [], connection: "fine", trouble: null, durable: true };
const neverChanges = () => () => {};

export function useSessionView(bench: OpenBench | null): SessionView {
  const read = () => bench?.session.view ?? nothingHeld;
  return useSyncExternalStore(bench?.session.subscribe ?? neverChanges, read, read);
}

export function useOutboxState(bench: OpenBench | null): OutboxState {
  const read = () => bench?.outbox.state ?? nothingKept;
  return useSyncExternalStore(bench?.outbox.subscribe ?? neverChanges, read, read);
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
  useProjectEvents(initial.projectId, queryKey, paceMs);
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
