"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { DemoSet } from "@/lib/contracts/demo";
import type { Simulation } from "@/lib/contracts/simulations";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Spinner } from "../../../_components/spinner";
import { SimulationResult } from "./simulation-result";

interface ResultCardProps {
  readonly projectId: string;
  /** Of one that is done: its report does not change any more. */
  readonly simulationId: string;
  readonly demoSets: readonly DemoSet[];
}

/** Fetches a report when it is to be shown: all of them would be much for a list that is looked at every second. */
export function ResultCard({ projectId, simulationId, demoSets }: ResultCardProps) {
  const t = useTranslations("simulate.result");
  const { data, error } = useQuery({
    queryKey: ["simulation", simulationId],
    queryFn: () => callApi<Simulation>(`/api/v1/projects/${projectId}/simulations/${simulationId}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data?.report) {
    return (
      <SimulationResult projectId={projectId} simulation={data} report={data.report} demoSets={demoSets} />
    );
  }
  return (
    <Card>
      {error ? (
        <ErrorNote error={error} />
      ) : (
        <p role="status" className="flex min-h-100 items-center justify-center gap-2 text-muted">
          <Spinner /> {t("loading")}
        </p>
      )}
    </Card>
  );
}
