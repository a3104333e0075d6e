"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { callApi } from "../../../_components/call-api";

const pageSize = 50;

/** Decisions that can be asked for by what was done; `OwnAnnotation["action"]`s. */
export const historyActions = ["skip", "flag", "reject"] as const;

export interface History {
  /** All that was fetched. */
  readonly items: readonly OwnAnnotation[];
  readonly isLoading: boolean;
  readonly error: Error | null;
  /** Fetches the next page; null when there is none. */
  readonly more: (() => void) | null;
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
  return { items, isLoading: isFetching, error, more: hasNextPage ? () => void fetchNextPage() : null };
}

function conditionsOf(wanted: string): Record<string, string> {
  if (wanted === "all") return {};
  const isAction = historyActions.some((action) => action === wanted);
  return { [isAction ? "action" : "labelClassId"]: wanted, standing: "true" };
}
