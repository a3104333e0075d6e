"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { type FindFilter, type Found, findPageSize, type Hit, type Similar } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { callApi } from "../../../../_components/call-api";
import { useOpened } from "../../../../_components/use-opened";
import { useOutboxState } from "../../_outbox/use-outbox-state";
import { useLiveState } from "../../label/_bench/use-live-state";
import type { FindView } from "./find-session";
import { openFind } from "./open-find";

/** The pause in typing after which the search begins. */
const typingPauseMs = 150;
/** Neighbours that are still being computed are asked for again. */
const againMs = 10_000;

const nothing: FindView = { answers: new Map(), selected: new Set(), notice: null, canUndo: false };
const neverChanges = () => () => {};

/** What the address asks for: one sample alone, or what is found. */
export interface AskedSearch {
  /** Null: the pool. */
  readonly sampleId: number | null;
  readonly q: string;
  readonly filter: FindFilter;
}

/** All that the search page shows and does; its components only draw. */
export function useFind(bench: BenchState, userId: string, asked: AskedSearch) {
  const { projectId, task } = bench;
  const open = useCallback(
    (signal: AbortSignal) => openFind({ projectId, userId, task }, signal),
    [projectId, userId, task],
  );
  const opened = useOpened(open);
  const session = opened?.session;
  const [typed, setTyped] = useState(asked.q);
  const [filter, setFilter] = useState<FindFilter>(asked.filter);
  const [likeHit, setLikeHit] = useState<Hit | null>(null);
  const [onlyId, setOnlyId] = useState(asked.sampleId);
  const q = useSettled(typed);
  useAddress({ sampleId: onlyId, q, filter });
  const found = useFound(projectId, q, filter);
  const similar = useSimilar(projectId, likeHit);
  const only = useOnly(projectId, onlyId);
  const read = () => session?.view ?? nothing;
  const view = useSyncExternalStore(session?.subscribe ?? neverChanges, read, () => nothing);
  const among = likeHit ? "alike" : onlyId === null ? "found" : "only";
  const hits: Record<typeof among, readonly Hit[] | undefined> = {
    alike: similar.data?.hits,
    only: only.data && [only.data],
    found: found.data?.pages.flatMap((page) => page.hits),
  };
  /** What is typed or chosen is looked for in the whole pool. */
  const search = () => {
    setLikeHit(null);
    setOnlyId(null);
  };
  return {
    ...{ projectId, session, outbox: opened?.outbox, outboxState: useOutboxState(opened?.outbox), view },
    isPaused: useLiveState(bench).data.isPaused,
    ...{ typed, setTyped, filter, setFilter, likeHit, setLikeHit, search, found, similar },
    ...{ among, hits: hits[among] ?? [], query: { alike: similar, only, found }[among] },
  };
}

export type FindScreen = ReturnType<typeof useFind>;

/** The search stands in the address, so that a reload, a bookmark or the way back finds it again. */
function useAddress({ sampleId, q, filter }: AskedSearch): void {
  useEffect(() => {
    const url = new URL(window.location.href);
    for (const [name, value] of [
      ["sample", sampleId === null ? "" : String(sampleId)],
      ["q", q],
      ["filter", filter === "all" ? "" : filter],
    ] as const) {
      if (value === "") url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    if (url.href !== window.location.href) window.history.replaceState(null, "", url);
  }, [sampleId, q, filter]);
}

/** A search that ended early goes on by itself until a page of samples was found, or the pool is at its end. */
function useFound(projectId: string, q: string, filter: FindFilter) {
  const query = useInfiniteQuery({
    queryKey: ["find", projectId, q, filter],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ q, filter, after: String(pageParam) });
      return callApi<Found>(`/api/v1/projects/${projectId}/find?${search}`, { signal });
    },
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    // What was labeled stays in the list, so that it can be seen and taken back.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const { data, error, hasNextPage, isFetching, isPlaceholderData, fetchNextPage } = query;
  const count = data?.pages.reduce((sum, { hits }) => sum + hits.length, 0) ?? 0;
  useEffect(() => {
    if (count < findPageSize && hasNextPage && !isFetching && !isPlaceholderData && !error)
      void fetchNextPage();
  }, [count, hasNextPage, isFetching, isPlaceholderData, error, fetchNextPage]);
  return query;
}

function useSimilar(projectId: string, hit: Hit | null) {
  const sampleId = hit?.sample.sampleId ?? 0;
  return useQuery({
    queryKey: ["similar", projectId, sampleId],
    queryFn: () => callApi<Similar>(`/api/v1/projects/${projectId}/samples/${sampleId}/similar`),
    enabled: hit !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data && state.data.basis !== "embeddings" ? againMs : false),
  });
}

/** One sample by its id; null: none. */
function useOnly(projectId: string, sampleId: number | null) {
  return useQuery({
    queryKey: ["sample", projectId, sampleId],
    queryFn: () => callApi<Hit>(`/api/v1/projects/${projectId}/samples/${sampleId}`),
    enabled: sampleId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** The value once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingPauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
