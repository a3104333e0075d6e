"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { memo, useMemo } from "react";
import { useTranslations } from "use-intl";
import { mostRequested, noClass, type RequestedSamples } from "@/lib/contracts/map";
import { Button } from "../../../../_components/button";
import { ButtonLink } from "../../../../_components/button-link";
import { callApi, json } from "../../../../_components/call-api";
import { ErrorNote } from "../../../../_components/error-note";
import { type Chosen, evenly } from "./choose-points";
import type { MapData } from "./use-map-data";

interface RequestedBarProps {
  readonly projectId: string;
  readonly data: MapData;
  readonly chosen: Chosen;
  readonly waiting: number;
  /** Engineers look; leads ask. */
  readonly mayLead: boolean;
  readonly onClear: () => void;
}

/** What can be done with the chosen points, and what waits to be labeled next. */
export const RequestedBar = memo((props: RequestedBarProps) => {
  const { projectId, data, chosen, waiting, mayLead, onClear } = props;
  const t = useTranslations("map.requested");
  const { ask, clear } = useRequests(projectId);
  const { labels } = data.points;
  const unlabeled = useMemo(
    () => Array.from(chosen).filter((point) => labels[point] === noClass),
    [chosen, labels],
  );
  const wanted = evenly(unlabeled, mostRequested - waiting);
  const askForThem = () => ask.mutate(wanted.map((point) => data.points.sampleIds[point]!));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="me-auto min-w-0 font-medium" aria-live="polite">
          {t("chosen", { count: chosen.length, unlabeled: unlabeled.length })}
        </p>
        {chosen.length > 0 && <Button onClick={onClear}>{t("chooseNone")}</Button>}
        {mayLead && (
          <Button kind="primary" busy={ask.isPending} disabled={wanted.length === 0} onClick={askForThem}>
            {t("ask", { count: wanted.length })}
          </Button>
        )}
      </div>
      {wanted.length < unlabeled.length && mayLead && (
        <p className="text-[0.8125rem] text-muted">{t("tooMany", { most: mostRequested })}</p>
      )}
      {(ask.error ?? clear.error) && <ErrorNote error={ask.error ?? clear.error} />}
      <p role="status" className="text-[0.8125rem] empty:hidden">
        {ask.data && answerOf(ask.data, t)}
      </p>
      {waiting > 0 && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
          <p className="me-auto min-w-0">{t("waiting", { count: waiting })}</p>
          {mayLead && (
            <>
              <ButtonLink href={`/projects/${projectId}/find?filter=requested`}>{t("find")}</ButtonLink>
              <Button busy={clear.isPending} onClick={() => clear.mutate()}>
                {t("clear")}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
});

function answerOf(answer: RequestedSamples, t: ReturnType<typeof useTranslations<"map.requested">>): string {
  const named =
    answer.added + answer.already + answer.holdout + answer.labeled + answer.passedOver + answer.unknown;
  const parts = [t("added", { count: answer.added })];
  if (answer.already > 0) parts.push(t("already", { count: answer.already }));
  if (answer.holdout > 0) parts.push(t("holdout", { count: answer.holdout, named }));
  if (answer.labeled > 0) parts.push(t("labeled", { count: answer.labeled }));
  if (answer.passedOver > 0) parts.push(t("passedOver", { count: answer.passedOver }));
  return parts.join(" ");
}

function useRequests(projectId: string) {
  const client = useQueryClient();
  const path = `/api/v1/projects/${projectId}/requested-samples`;
  const onSuccess = () => client.invalidateQueries({ queryKey: ["map", projectId, "requested"] });
  const ask = useMutation({
    mutationFn: (sampleIds: readonly number[]) => callApi<RequestedSamples>(path, json("PUT", { sampleIds })),
    onSuccess,
  });
  const clear = useMutation({
    mutationFn: () => callApi(path, { method: "DELETE" }),
    onSuccess: () => {
      ask.reset();
      return onSuccess();
    },
  });
  return { ask, clear };
}
