"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { GridSize, GridState } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { callApi } from "../../../../_components/call-api";
import { useOpened } from "../../../../_components/use-opened";
import { useProjectEvents } from "../../../../_components/use-project-events";
import { useOutboxState } from "../../_outbox/use-outbox-state";
import type { GridView } from "./grid-session";
import { openGrid } from "./open-grid";

/** Events tell when to look again; this is for a connection that brings none. */
const pollMs = 10_000;

const nothing: GridView = {
  page: { labelClassId: "", tiles: [], exceptions: [] },
  isLoading: true,
  empty: null,
  trouble: null,
  notice: null,
  canUndo: false,
};
const neverChanges = () => () => {};

interface GridVisit {
  readonly userId: string;
  /** The class to begin with; null: the one with most candidates. */
  readonly firstClassId: string | null;
}

/** All that the grid screen shows and does; its components only draw. */
export function useGrid(bench: BenchState, initial: GridState, { userId, firstClassId }: GridVisit) {
  const { projectId, task } = bench;
  const open = useCallback(
    (signal: AbortSignal) => openGrid({ projectId, userId, task }, signal),
    [projectId, userId, task],
  );
  const grid = useOpened(open);
  const session = grid?.session;
  const state = useGridState(projectId, initial);
  const [classId, setClassId] = useState(() => firstClassId ?? fullest(initial));
  const [size, setSize] = useState<GridSize>(12);
  const chosen = classId ?? fullest(state);
  useEffect(() => {
    if (session && chosen !== null) void session.open(chosen, size);
  }, [session, chosen, size]);
  const read = () => session?.view ?? nothing;
  const view = useSyncExternalStore(session?.subscribe ?? neverChanges, read, () => nothing);
  // A class that had nothing to offer may have something now.
  const offered = state.candidates.find(({ labelClassId }) => labelClassId === chosen)?.count ?? 0;
  const isBare = view.page.tiles.length === 0 && !view.isLoading;
  useEffect(() => {
    if (session && isBare && offered > 0) void session.fill();
  }, [session, isBare, offered]);
  // While the project is paused nothing is handed out; what is missing is fetched once it goes on.
  const wasPaused = useRef(state.isPaused);
  useEffect(() => {
    if (wasPaused.current && !state.isPaused) void session?.fill();
    wasPaused.current = state.isPaused;
  }, [session, state.isPaused]);
  // A page that was taken back may be of another class than the one that was chosen last.
  const pageClassId = view.page.tiles.length > 0 ? view.page.labelClassId : chosen;
  const chooseClass = (labelClassId: string) => {
    if (labelClassId === chosen) void session?.open(labelClassId, size);
    else setClassId(labelClassId);
  };
  return {
    ...{ session, outbox: grid?.outbox, outboxState: useOutboxState(grid?.outbox), state, view },
    ...{ pageClassId, chooseClass, size, setSize },
  };
}

export type GridScreen = ReturnType<typeof useGrid>;

function useGridState(projectId: string, initial: GridState): GridState {
  const queryKey = ["grid", projectId];
  const { data } = useQuery({
    queryKey,
    queryFn: () => callApi<GridState>(`/api/v1/projects/${projectId}/grid`),
    initialData: initial,
    refetchInterval: pollMs,
  });
  useProjectEvents(projectId, queryKey);
  return data;
}

/** The class with most candidates; null when none has any. */
function fullest({ candidates }: GridState): string | null {
  const [first] = [...candidates].sort((a, b) => b.count - a.count);
  return first && first.count > 0 ? first.labelClassId : null;
}
