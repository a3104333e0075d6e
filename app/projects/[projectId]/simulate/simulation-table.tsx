"use client";

import { useMutation } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DemoSet } from "@/lib/contracts/demo";
import type { SimulationStatus } from "@/lib/contracts/simulations";
import { Button } from "../../../_components/button";
import { tellApi } from "../../../_components/call-api";
import { Dialog } from "../../../_components/dialog";
import { ErrorNote } from "../../../_components/error-note";
import { LocalTime } from "../../../_components/local-time";
import { Progress } from "../../../_components/progress";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { useFormat } from "../../../_components/use-format";
import { learnerName, strategyName } from "../_engine/engine-words";
import { useDemoName } from "./use-demo-name";

interface SimulationTableProps {
  readonly projectId: string;
  readonly simulations: readonly SimulationStatus[];
  readonly demoSets: readonly DemoSet[];
  /** Whose result is on the page. */
  readonly shownId: string | null;
  readonly mayLead: boolean;
  readonly onOpen: (id: string) => void;
  readonly onChanged: () => Promise<unknown>;
}

interface OfOne {
  readonly simulation: SimulationStatus;
}

/** All simulations, newest first: what was asked for, by whom, and how far it is. */
export function SimulationTable(props: SimulationTableProps) {
  const { projectId, simulations, demoSets, shownId, mayLead, onOpen, onChanged } = props;
  const t = useTranslations("simulate.list");
  const [deleting, setDeleting] = useState<string | null>(null);
  const path = (id: string) => `/api/v1/projects/${projectId}/simulations/${id}`;
  const cancel = useMutation({
    mutationFn: (id: string) => tellApi(`${path(id)}/cancel`, { method: "POST" }),
    onSettled: onChanged,
  });
  const remove = useMutation({
    mutationFn: (id: string) => tellApi(path(id), { method: "DELETE" }),
    onSuccess: async () => {
      setDeleting(null);
      await onChanged();
    },
  });
  return (
    <>
      {cancel.error && (
        <div className="mb-3">
          <ErrorNote error={cancel.error} />
        </div>
      )}
      <Table
        caption={t("caption")}
        head={
          <>
            <HeadCell>{t("asked")}</HeadCell>
            <HeadCell>{t("settings")}</HeadCell>
            <HeadCell>{t("state")}</HeadCell>
            <HeadCell side="end" className="relative">
              <span className="sr-only">{t("actions")}</span>
            </HeadCell>
          </>
        }
      >
        {simulations.map((simulation) => {
          const { id, createdAt, createdBy, state } = simulation;
          const isUnfinished = state === "waiting" || state === "running";
          return (
            <tr key={id} className={clsx(id === shownId && "bg-accent-soft/50")}>
              <Cell className="min-w-28 align-top">
                <LocalTime instant={createdAt} />
                <span className="block wrap-anywhere text-muted">
                  <bdi>{createdBy ?? t("somebody")}</bdi>
                </span>
              </Cell>
              <Cell className="min-w-48 align-top">
                <Settings simulation={simulation} demoSets={demoSets} />
              </Cell>
              <Cell className="w-56 min-w-40 align-top">
                <State simulation={simulation} />
              </Cell>
              <Cell side="end" className="align-top">
                <span className="flex justify-end gap-1">
                  {state === "done" && (
                    <Button aria-pressed={id === shownId} onClick={() => onOpen(id)}>
                      {t("open")}
                    </Button>
                  )}
                  {mayLead && isUnfinished && (
                    <Button
                      busy={cancel.isPending && cancel.variables === id}
                      onClick={() => cancel.mutate(id)}
                    >
                      {t("cancel")}
                    </Button>
                  )}
                  {mayLead && !isUnfinished && (
                    <Button kind="quiet" onClick={() => setDeleting(id)}>
                      {t("delete")}
                    </Button>
                  )}
                </span>
              </Cell>
            </tr>
          );
        })}
      </Table>
      <Dialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={t("deleteTitle")}
        description={t("deleteText")}
      >
        {remove.error && <ErrorNote error={remove.error} />}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={() => setDeleting(null)}>{t("keep")}</Button>
          <Button
            kind="danger"
            busy={remove.isPending}
            onClick={() => deleting !== null && remove.mutate(deleting)}
          >
            {t("delete")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function Settings({ simulation, demoSets }: Pick<SimulationTableProps, "demoSets"> & OfOne) {
  const t = useTranslations("simulate.list");
  const engine = useTranslations("engine");
  const demoName = useDemoName(demoSets);
  const { source, strategies, learner, budget, batch, seeds } = simulation.request;
  const played =
    source.kind === "demo"
      ? { source: "demo", name: demoName(source.demoSet) }
      : { source: source.labels, name: "" };
  return (
    <>
      <span className="font-medium">{strategies.map((id) => strategyName(id, engine)).join(" · ")}</span>
      <span className="block text-[0.8125rem] text-muted">
        {t("source", played)}
        {" · "}
        {t("numbers", { budget, batch, seeds, learner: learnerName(learner, engine) })}
      </span>
    </>
  );
}

function State({ simulation }: OfOne) {
  const t = useTranslations("simulate.list");
  const format = useFormat();
  const { state, progress, error } = simulation;
  return (
    <>
      <span className={state === "failed" ? "font-medium text-warn" : "text-muted"}>
        {t("states", { state })}
        {state === "running" && ` ${format.wholePercent(progress)}`}
      </span>
      {state === "running" && (
        <span className="mt-1.5 block">
          <Progress label={t("progress")} value={progress} />
        </span>
      )}
      {error !== null && (
        <span lang="en" className="block text-[0.8125rem] wrap-anywhere text-muted">
          {error}
        </span>
      )}
    </>
  );
}
