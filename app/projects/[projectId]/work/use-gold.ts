"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/projects";
import { useToast } from "../../../_components/toast";
import { newAnnotationId } from "../_outbox/annotation-id";
import type { Outbox } from "../_outbox/outbox";
import { sampleOfOwn } from "../_outbox/sample-of-own";
import { takeBack } from "../_outbox/take-back";
import type { HistoryItem } from "./history-items";
import { useChangeAnswer } from "./use-change-answer";

/**
 * Whether a lead's label is gold, which others' answers are compared with. To make it gold is to say it as a lead's word; to
 * take that back leaves what was said before.
 */
export function useGold(
  outbox: Outbox | undefined,
  task: Task,
  item: HistoryItem,
  /** The decision stands no more, but another one of the same sample. */
  onDone: () => void,
) {
  const t = useTranslations("work.history");
  const toast = useToast();
  const isGold = item.screen === "review";
  const give = useChangeAnswer(outbox, task, item, "review", () => {
    toast(t("madeGold"));
    onDone();
  });
  const withdraw = useMutation({
    mutationFn: async () =>
      outbox && takeBack(outbox, newAnnotationId(), { id: item.id, sample: sampleOfOwn(item) }),
    onSuccess: () => {
      toast(t("noLongerGold"));
      onDone();
    },
  });
  const answer = item.labelClassIds ?? (item.labelClassId === null ? [] : [item.labelClassId]);
  return {
    isGold,
    answer,
    isBusy: give.isPending || withdraw.isPending,
    error: give.error ?? withdraw.error,
    toggle: () => (isGold ? withdraw.mutate() : give.mutate(answer)),
  };
}

export type Gold = ReturnType<typeof useGold>;
