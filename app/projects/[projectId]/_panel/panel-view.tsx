"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { callApi } from "../../../_components/call-api";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { useProjectEvents } from "../../../_components/use-project-events";
import { ActivityCard } from "./activity-card";
import { ClassesCard } from "./classes-card";
import { CurveCard } from "./curve-card";
import { Headline } from "./headline";
import { ModelsCard } from "./models-card";
import { OraclePlayer } from "./oracle-player";
import { SpentCard } from "./spent-card";

/** Events tell when to look again; this is for what no event tells, such as a worker that died. */
const pollMilliseconds = 5_000;

interface PanelViewProps {
  readonly initial: Panel;
  /** Leads may ask for a round and let the known answers label. */
  readonly mayLead: boolean;
}

export function PanelView({ initial, mayLead }: PanelViewProps) {
  const t = useTranslations("panel");
  const errorText = useErrorText();
  const { id } = initial.project;
  const queryKey = ["panel", id];
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey,
    queryFn: () => callApi<Panel>(`/api/v1/projects/${id}/panel`),
    initialData: initial,
    refetchInterval: pollMilliseconds,
  });
  useProjectEvents(id, queryKey);
  return (
    <>
      <Headline panel={data} mayLead={mayLead} />
      {error && (
        <div className="mb-5">
          <ErrorNote message={t("stale", { why: errorText(error) })} />
        </div>
      )}
      {mayLead && data.project.hasTruth && (
        <div className="mb-5">
          <OraclePlayer projectId={id} />
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21.25rem]">
        <div className="contents grid-cols-1 gap-5 lg:grid">
          <CurveCard curve={data.curve} />
          <div className="max-lg:order-last">
            <ModelsCard models={data.models} encoder={data.encoder} />
          </div>
        </div>
        <div className="grid grid-cols-1 gap-5">
          <SpentCard spent={data.spent} budget={data.project.budget} />
          <ActivityCard panel={data} receivedAt={dataUpdatedAt} mayLead={mayLead} />
          <ClassesCard labelClasses={data.labelClasses} />
        </div>
      </div>
      {data.project.credit && (
        <p className="mt-6 text-[0.8125rem] wrap-anywhere text-muted">
          {t("credit", { credit: data.project.credit })}
        </p>
      )}
    </>
  );
}
