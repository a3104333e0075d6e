"use client";

import { useCallback, useEffect, useState } from "react";
import type { Agreement } from "@/lib/contracts/agreement";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import { useOpened } from "../../../../_components/use-opened";
import { AnswerBatches } from "../../_batch/answer-batches";
import { browserMemory } from "../../_batch/browser-memory";
import { followActivity } from "../../_batch/follow-activity";
import { newAnnotationId } from "../../_outbox/annotation-id";
import { openOutbox } from "../../_outbox/open-outbox";
import type { Outbox } from "../../_outbox/outbox";
import { sampleOfOwn } from "../../_outbox/sample-of-own";
import { useOutboxState } from "../../_outbox/use-outbox-state";
import { ActiveClock } from "../../label/_bench/active-clock";
import type { Disagreement } from "./review-choices";

interface OpenReview {
  readonly outbox: Outbox;
  readonly batches: AnswerBatches<number>;
  readonly clock: ActiveClock;
}

async function openReview(projectId: string, userId: string, signal: AbortSignal): Promise<OpenReview> {
  const outbox = await openOutbox(projectId, userId, signal);
  const batches = new AnswerBatches<number>({
    outbox,
    newId: newAnnotationId,
    memory: browserMemory(),
    memoryKey: `winnow-review/${projectId}/${userId}`,
  });
  const clock = new ActiveClock(performance.now());
  followActivity(clock, signal);
  return { outbox, batches, clock };
}

/** A lead's word on what people disagree on: kept in the outbox, hidden from the list at once, and taken back by one key. */
export function useReview(projectId: string, userId: string, task: Agreement["task"]) {
  const open = useCallback(
    (signal: AbortSignal) => openReview(projectId, userId, signal),
    [projectId, userId],
  );
  const opened = useOpened(open);
  const [settled, setSettled] = useState<ReadonlySet<number>>(new Set());
  const [canUndo, setCanUndo] = useState(false);
  useEffect(() => setCanUndo(opened?.batches.canUndo ?? false), [opened]);
  const mark = (sampleId: number, isSettled: boolean) => {
    setSettled((before) => {
      const after = new Set(before);
      if (isSettled) after.add(sampleId);
      else after.delete(sampleId);
      return after;
    });
    setCanUndo(opened?.batches.canUndo ?? false);
  };
  const settle = async (disagreement: Disagreement, labelClassIds: readonly string[]) => {
    if (!opened) return;
    const { sampleId } = disagreement;
    const seconds = Math.min(86_400, Math.round(opened.clock.seconds(performance.now()) * 1000) / 1000);
    opened.clock.restart(performance.now());
    const facts = { sampleId, seconds, screen: "review" } as const;
    const input: AnnotationRequest =
      task === "multi"
        ? { action: "label-set", labelClassIds: [...labelClassIds], ...facts }
        : { action: "label", labelClassId: labelClassIds[0]!, ...facts };
    const kept = opened.batches.add([{ sample: sampleOfOwn(disagreement), input }], sampleId);
    mark(sampleId, true);
    // What the browser could not keep was not settled.
    if ((await kept).length > 0) mark(sampleId, false);
  };
  /** The sample that is open again; null where there was nothing to take back. */
  const undo = async () => {
    const sampleId = (await opened?.batches.undo()) ?? null;
    if (sampleId !== null) mark(sampleId, false);
    return sampleId;
  };
  return {
    isOpen: opened !== null,
    outbox: opened?.outbox,
    outboxState: useOutboxState(opened?.outbox),
    settled,
    canUndo,
    settle,
    undo,
  };
}

export type Review = ReturnType<typeof useReview>;
