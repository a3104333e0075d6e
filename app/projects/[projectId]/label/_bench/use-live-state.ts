"use client";

import { useQuery } from "@tanstack/react-query";
import type { BenchState } from "@/lib/contracts/labeling";
import { callApi } from "../../../../_components/call-api";
import { useProjectEvents } from "../../../../_components/use-project-events";

/** Events tell when to look again; this is for a connection that brings none. */
const pollMs = 5_000;

/** Between two looks at numbers that every label of anybody changes. */
const paceMs = 1_000;

/** What stands around the samples, as it is now. */
export function useLiveState(initial: BenchState) {
  const queryKey = ["bench", initial.projectId];
  const query = useQuery({
    queryKey,
    queryFn: () =>
      callApi<BenchState>(`/api/v1/projects/${initial.projectId}/bench?since=${localMidnight()}`),
    initialData: initial,
    refetchInterval: pollMs,
  });
  useProjectEvents(initial.projectId, queryKey, paceMs);
  return query;
}

/** Today began here, not where the server stands. */
function localMidnight(): string {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  return midnight.toISOString();
}
