"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { callApi } from "../../../_components/call-api";

const pageSize = 50;

/** Decisions that can be asked for by what was done; `OwnAnnotation["action"]`s. */
export const historyActions = ["skip", "flag", "accept", "reject"] as const;

export interface History {
  /** All that was fetched. */
  readonly items: readonly OwnAnnotation[];
  readonly isLoading: boolean;
  readonly error: Error | null;
  /** Fetches the next page; null when there is none. */
  readonly more: (() => void) | null;
  /** Fetches again what is shown, and the numbers that follow from it. */
  readonly fetchAgain: () => Promise<unknown>;
}

/**
 * One's own annotations, a page at a time. `wanted`: `all`, one of `historyActions`, or the id of a class that the
 * answer names. By kind only what stands is asked for.
 */
export function useHistory(projectId: string, wanted: string): History {
  const query = useInfiniteQuery({
    queryKey: ["own-annotations", projectId, wanted],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ limit: String(pageSize), ...conditionsOf(wanted) });
      if (pageParam !== null) search.set("before", String(pageParam));
      return callApi<OwnAnnotation[]>(`/api/v1/projects/${projectId}/own-annotations?${search}`, { signal });
    },
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)!.sequence),
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = query;
  const items = data?.pages.flat() ?? [];
  const fetchAgain = useFetchAgain(projectId);
  const more = hasNextPage ? () => void fetchNextPage() : null;
  return { items, isLoading: isFetching, error, more, fetchAgain };
}

function conditionsOf(wanted: string): Record<string, string> {
  if (wanted === "all") return {};
  return { [isAction(wanted) ? "action" : "labelClassId"]: wanted, standing: "true" };
}

function useFetchAgain(projectId: string): () => Promise<unknown> {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["own-annotations", projectId] }),
        client.invalidateQueries({ queryKey: ["own-work", projectId] }),
      ]),
    [client, projectId],
  );
}

/** Whether a decision is wanted, by what it has become in this browser meanwhile. */
export function isShown(item: Omit<OwnAnnotation, "sequence" | "createdAt">, wanted: string): boolean {
  if (wanted === "all") return true;
  if (!item.isCurrent) return false;
  if (isAction(wanted)) return item.action === wanted;
  return item.labelClassId === wanted || (item.labelClassIds?.includes(wanted) ?? false);
}

function isAction(wanted: string): boolean {
  return historyActions.some((action) => action === wanted);
}
