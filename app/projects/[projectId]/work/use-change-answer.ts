"use client";

import { useMutation } from "@tanstack/react-query";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import type { Task } from "@/lib/contracts/projects";
import { newAnnotationId } from "../_outbox/annotation-id";
import type { Outbox } from "../_outbox/outbox";
import { sampleOfOwn } from "../_outbox/sample-of-own";
import type { HistoryItem } from "./history-items";

/**
 * Says something else of a sample, or, as a lead's word (`review`), the same: another annotation, the earlier one stays. Done
 * once this browser keeps it.
 */
export function useChangeAnswer(
  outbox: Outbox | undefined,
  task: Task,
  item: HistoryItem,
  screen: "history" | "review",
  onChanged: (id: string) => void,
) {
  return useMutation({
    mutationFn: async (chosen: readonly string[]) => {
      const decided = { sampleId: item.sampleId, seconds: 0, screen } as const;
      const input: AnnotationRequest =
        task === "multi"
          ? { action: "label-set", ...decided, labelClassIds: [...chosen] }
          : { action: "label", ...decided, labelClassId: chosen[0]! };
      const id = newAnnotationId();
      await outbox?.add({ id, input, sample: sampleOfOwn(item) });
      return id;
    },
    // Here, not where it is called: the row may have left a list that shows another class.
    onSuccess: onChanged,
  });
}
