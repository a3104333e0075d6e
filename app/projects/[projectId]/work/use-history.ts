"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { callApi } from "../../../_components/call-api";

const pageSize = 50;
/** Fewer matches than this let the next page be fetched without being asked for. */
const enough = 10;

export interface History {
  /** All that was fetched, whether wanted or not. */
  readonly items: readonly OwnAnnotation[];
  readonly isLoading: boolean;
  readonly error: Error | null;
  /** Fetches the next page; null when there is none. */
  readonly more: (() => void) | null;
  /** Fetches again what is shown, and the numbers that follow from it. */
  readonly fetchAgain: () => Promise<unknown>;
}

/** One's own annotations, a page at a time. For a rare class it reads on by itself until some were found. */
export function useHistory(projectId: string, wanted: string): History {
  const query = useInfiniteQuery({
    queryKey: ["own-annotations", projectId],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) => {
      const search = new URLSearchParams({ limit: String(pageSize) });
      if (pageParam !== null) search.set("before", String(pageParam));
      return callApi<OwnAnnotation[]>(`/api/v1/projects/${projectId}/own-annotations?${search}`);
    },
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)!.sequence),
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = query;
  const items = data?.pages.flat() ?? [];
  const found = items.filter((item) => isShown(item, wanted)).length;
  useEffect(() => {
    if (wanted !== "all" && found < enough && hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [wanted, found, hasNextPage, isFetching, error, fetchNextPage]);
  const fetchAgain = useFetchAgain(projectId);
  const more = hasNextPage ? () => void fetchNextPage() : null;
  return { items, isLoading: isFetching, error, more, fetchAgain };
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

/** `wanted`: `all`, `skip`, `flag`, or the id of a class that the answer names. By kind only what stands is shown. */
export function isShown(item: Omit<OwnAnnotation, "sequence" | "createdAt">, wanted: string): boolean {
  if (wanted === "all") return true;
  if (!item.isCurrent) return false;
  if (wanted === "skip" || wanted === "flag") return item.action === wanted;
  return item.labelClassId === wanted || (item.labelClassIds?.includes(wanted) ?? false);
}
