"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SimulationList, SimulationStatus } from "@/lib/contracts/simulations";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { EmptyState } from "../../../_components/empty-state";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { useProjectEvents } from "../../../_components/use-project-events";
import { ResultCard } from "./result-card";
import { SimulationForm } from "./simulation-form";
import { SimulationTable } from "./simulation-table";

interface SimulateViewProps {
  readonly projectId: string;
  readonly initial: SimulationList;
  /** Leads may start, cancel and delete. */
  readonly mayLead: boolean;
}

/** Strategies tried on known answers: ask for a simulation, watch it, read what it found; and all that came before. */
export function SimulateView({ projectId, initial, mayLead }: SimulateViewProps) {
  const t = useTranslations("simulate");
  const errorText = useErrorText();
  const client = useQueryClient();
  const queryKey = ["simulations", projectId];
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => callApi<SimulationList>(`/api/v1/projects/${projectId}/simulations`),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.simulations.some(isUnfinished) ? 2_000 : 10_000),
  });
  useProjectEvents(projectId, queryKey, 500);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { simulations, offers } = data;
  const done = simulations.filter(({ state }) => state === "done");
  const shown = done.find(({ id }) => id === chosenId) ?? done[0];
  return (
    <>
      {error && (
        <div className="mb-5">
          <ErrorNote message={t("stale", { why: errorText(error) })} />
        </div>
      )}
      <div
        className={clsx(
          "grid grid-cols-1 items-start gap-5",
          mayLead && "lg:grid-cols-[minmax(0,1fr)_23rem] print:grid-cols-1",
        )}
      >
        <div className="grid min-w-0 grid-cols-1 gap-5">
          {shown && (
            <ResultCard
              key={shown.id}
              projectId={projectId}
              simulationId={shown.id}
              demoSets={offers.demoSets}
            />
          )}
          <Card title={t("list.title")} aside={simulations.length > 0 && t("list.newestFirst")}>
            {simulations.length === 0 ? (
              <EmptyState title={t("list.none")}>{t("list.noneText")}</EmptyState>
            ) : (
              <SimulationTable
                projectId={projectId}
                simulations={simulations}
                demoSets={offers.demoSets}
                shownId={shown?.id ?? null}
                mayLead={mayLead}
                onOpen={setChosenId}
                onChanged={() => client.invalidateQueries({ queryKey })}
              />
            )}
          </Card>
        </div>
        {mayLead && (
          <div className="max-lg:order-first print:hidden">
            <SimulationForm
              projectId={projectId}
              offers={offers}
              onStarted={(id) => {
                setChosenId(id);
                return client.invalidateQueries({ queryKey });
              }}
            />
          </div>
        )}
      </div>
    </>
  );
}

function isUnfinished({ state }: SimulationStatus): boolean {
  return state === "waiting" || state === "running";
}
