"use client";

import { useQuery } from "@tanstack/react-query";
import type { Panel } from "@/lib/contracts/panel";
import type { ProjectSettings } from "@/lib/contracts/projects";
import type { QueueHealth, RoundSummary } from "@/lib/contracts/queue";
import { callApi } from "../../../../_components/call-api";
import { pollMilliseconds } from "../../../../_components/poll-milliseconds";
import { useProjectEvents } from "../../../../_components/use-project-events";
import { panelKey } from "../../_panel/panel-key";
import { roundsShown } from "./rounds-shown";

export interface QueueState {
  readonly panel: Panel;
  readonly queue: QueueHealth;
  readonly rounds: readonly RoundSummary[];
}

/** Queue, rounds and worker; the settings only for leads, to whom alone they are told. */
export function useQueueState(initial: QueueState, initialSettings: ProjectSettings | null) {
  const { id } = initial.panel.project;
  const path = `/api/v1/projects/${id}`;
  const state = useQuery({
    queryKey: [...panelKey(id), "queue"],
    queryFn: async (): Promise<QueueState> => {
      const [panel, queue, rounds] = await Promise.all([
        callApi<Panel>(`${path}/panel`),
        callApi<QueueHealth>(`${path}/queue`),
        callApi<RoundSummary[]>(`${path}/rounds?limit=${roundsShown}`),
      ]);
      return { panel, queue, rounds };
    },
    initialData: initial,
    refetchInterval: pollMilliseconds,
  });
  const settings = useQuery({
    queryKey: [...panelKey(id), "settings"],
    queryFn: () => callApi<ProjectSettings>(`${path}/settings`),
    initialData: initialSettings ?? undefined,
    enabled: initialSettings !== null,
  });
  useProjectEvents(id, panelKey(id));
  return { state, settings: settings.data ?? null };
}
