"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import type { OutboxState } from "../../_outbox/outbox";
import { ActiveClock } from "./active-clock";
import { type HistoryItem, mergeHistory } from "./history-items";
import type { LabelClass } from "./keymap";
import type { OpenBench } from "./open-bench";

const pageSize = 50;
/** A key binds only to what could have been seen, as at the bench. */
const seenAfterSeconds = 0.15;

interface HistoryParts {
  readonly bench: OpenBench | null;
  readonly state: BenchState;
  readonly outboxState: OutboxState;
  readonly isOpen: boolean;
}

/** One's own decisions, the one that is looked at, and another answer to it. */
export function useHistory({ bench, state, outboxState, isOpen }: HistoryParts) {
  const { entries } = outboxState;
  const own = useOwnAnnotations(bench, state.projectId, isOpen, entries.length);
  const items = useMemo(
    () => (isOpen ? mergeHistory(own.annotations, entries) : []),
    [isOpen, own.annotations, entries],
  );
  const [selectedId, setSelectedId] = useState<number | null>(null);
  const place = Math.max(
    0,
    items.findIndex(({ sample }) => sample.sampleId === selectedId),
  );
  const item = items[place];
  const [draft, setDraft] = useState<{ readonly id: string; readonly chosen: readonly string[] } | null>(
    null,
  );
  const chosen = draft && draft.id === item?.id ? draft.chosen : standingClasses(item);
  const clock = useRef(new ActiveClock(0));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sample begins another time
  useEffect(() => clock.current.restart(performance.now()), [item?.sample.sampleId, isOpen]);
  const revise = useCallback(
    (labelClassIds: readonly string[]) => {
      if (!item) return;
      const seconds = Math.round(clock.current.seconds(performance.now()) * 1000) / 1000;
      clock.current.restart(performance.now());
      setDraft(null);
      setSelectedId(item.sample.sampleId);
      const screen = item.isWord ? "review" : "history";
      void bench?.session.revise(item.sample, { labelClassIds, task: state.task, seconds, screen });
    },
    [item, bench, state.task],
  );
  const choose = useCallback(
    ({ id }: LabelClass) => {
      if (!item || clock.current.seconds(performance.now()) < seenAfterSeconds) return;
      if (state.task === "single") return revise([id]);
      setDraft({
        id: item.id,
        chosen: chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id],
      });
    },
    [item, chosen, state.task, revise],
  );
  const send = useCallback(() => {
    // One class accepted is all that it has only once somebody says so.
    if (state.task === "multi" && (draft || item?.action === "accept")) revise(chosen);
  }, [state.task, draft, item, chosen, revise]);
  const move = useCallback(
    (by: number) =>
      setSelectedId(items[Math.min(items.length - 1, Math.max(0, place + by))]?.sample.sampleId ?? null),
    [items, place],
  );
  return {
    items,
    place,
    chosen,
    error: own.error,
    more: own.more,
    select: setSelectedId,
    choose,
    send,
    move,
  };
}

/** The classes that the sample is said to have. */
function standingClasses(item: HistoryItem | undefined): readonly string[] {
  return !item || item.action === "reject" ? [] : item.labelClassIds;
}

/** What the server has, fetched while the history is open, and again when something was sent. */
function useOwnAnnotations(bench: OpenBench | null, projectId: string, isOpen: boolean, waiting: number) {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ["bench-history", projectId],
    enabled: isOpen && bench !== null,
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) => bench?.api.readOwn(pageParam) ?? [],
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.sequence),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what left the outbox is on the server now
  useEffect(() => {
    if (isOpen) void client.invalidateQueries({ queryKey: ["bench-history", projectId] });
  }, [waiting, isOpen, client, projectId]);
  const annotations = useMemo(() => query.data?.pages.flat() ?? [], [query.data]);
  const more = query.hasNextPage ? () => void query.fetchNextPage() : null;
  return { annotations, more, error: query.error };
}
