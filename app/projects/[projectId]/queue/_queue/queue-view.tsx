"use client";

import { useTranslations } from "use-intl";
import type { ProjectSettings } from "@/lib/contracts/projects";
import { ButtonLink } from "../../../../_components/button-link";
import { EmptyState } from "../../../../_components/empty-state";
import { ErrorNote } from "../../../../_components/error-note";
import { PageHeadline } from "../../../../_components/page-headline";
import { useErrorText } from "../../../../_components/use-error-text";
import { useFormat } from "../../../../_components/use-format";
import { useServerNow } from "../../_panel/use-server-now";
import { HealthCard } from "./health-card";
import { MixCard } from "./mix-card";
import { ModelCard } from "./model-card";
import { NextCard } from "./next-card";
import { headlineWords } from "./queue-words";
import { RoundsCard } from "./rounds-card";
import { SteeringCard } from "./steering-card";
import { type QueueState, useQueueState } from "./use-queue-state";
import { WaitsCard } from "./waits-card";
import { WorkerCard } from "./worker-card";

interface QueueViewProps {
  readonly initial: QueueState;
  /** Null for whoever may look but not steer. */
  readonly initialSettings: ProjectSettings | null;
  /** Of the strategies that the project may use. */
  readonly strategyIds: readonly string[];
}

export function QueueView({ initial, initialSettings, strategyIds }: QueueViewProps) {
  const t = useTranslations("queue");
  const errorText = useErrorText();
  const { state, settings } = useQueueState(initial, initialSettings);
  const { panel, queue, rounds } = state.data;
  const now = useServerNow(panel.queue, state.dataUpdatedAt);
  const { id } = panel.project;
  const mayLead = initialSettings !== null;
  if (queue.samples === 0) return <NoSamples projectId={id} mayLead={mayLead} />;
  return (
    <>
      <Headline state={state.data} now={now} />
      {state.error && (
        <div className="mb-5">
          <ErrorNote message={t("stale", { why: errorText(state.error) })} />
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="contents grid-cols-1 gap-5 lg:grid">
          <div className="max-lg:order-last">
            <NextCard queue={queue} />
          </div>
          <div className="max-lg:order-last">
            <MixCard mix={queue.mix} />
          </div>
          <div className="max-lg:order-last">
            <WaitsCard waits={queue.waits} />
          </div>
          {settings && (
            <div className="max-lg:order-last">
              <SteeringCard settings={settings} strategyIds={strategyIds} />
            </div>
          )}
        </div>
        <div className="grid grid-cols-1 gap-5">
          <HealthCard projectId={id} queue={queue} mayLead={mayLead} />
          <WorkerCard panel={panel} now={now} mayLead={mayLead} />
          <ModelCard projectId={id} queue={queue} mayLead={mayLead} />
        </div>
        <div className="max-lg:order-last lg:col-span-2">
          <RoundsCard rounds={rounds} />
        </div>
      </div>
    </>
  );
}

function Headline({ state: { queue, panel }, now }: { readonly state: QueueState; readonly now: number }) {
  const t = useTranslations("queue");
  const format = useFormat();
  const { sentence, lede } = headlineWords(queue, panel, now, { t, format });
  return (
    <PageHeadline sentence={sentence}>
      <p>{lede}</p>
    </PageHeadline>
  );
}

function NoSamples({ projectId, mayLead }: { readonly projectId: string; readonly mayLead: boolean }) {
  const t = useTranslations("queue.empty");
  return (
    <EmptyState
      title={t("title")}
      titleAs="h1"
      action={
        mayLead && (
          <ButtonLink href={`/projects/${projectId}/data`} kind="primary">
            {t("action")}
          </ButtonLink>
        )
      }
    >
      {t("text")}
    </EmptyState>
  );
}
