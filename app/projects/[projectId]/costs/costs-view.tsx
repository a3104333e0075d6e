"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Ledger } from "@/lib/contracts/ledger";
import type { Pace } from "@/lib/contracts/trends";
import { ButtonLink } from "../../../_components/button-link";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { EmptyState } from "../../../_components/empty-state";
import { ErrorNote } from "../../../_components/error-note";
import { pollMilliseconds } from "../../../_components/poll-milliseconds";
import { Spinner } from "../../../_components/spinner";
import { useTrends } from "../../../_components/trends/use-trends";
import { useErrorText } from "../../../_components/use-error-text";
import { useKeptError } from "../../../_components/use-kept-error";
import { useProjectEvents } from "../../../_components/use-project-events";
import { AccuracyCard } from "./accuracy-card";
import { ClassesCostCard } from "./classes-cost-card";
import { CostsHeadline } from "./costs-headline";
import { DaysCostCard } from "./days-cost-card";
import { PaceCards } from "./pace-cards";
import { PeopleCard } from "./people-card";
import { RateCard } from "./rate-card";
import { SlotsCostCard } from "./slots-cost-card";

interface CostsViewProps {
  readonly projectId: string;
  /** Whether there was anything to label when the page was asked for. */
  readonly hasSamples: boolean;
  /** Leads may set the hourly rate. */
  readonly mayLead: boolean;
}

/** What labeling took and cost: in a sentence, and by person, class, kind of label and day. */
export function CostsView({ projectId, hasSamples, mayLead }: CostsViewProps) {
  const t = useTranslations("costs");
  const errorText = useErrorText();
  const queryKey = ["ledger", projectId];
  const asked = useQuery({
    queryKey,
    queryFn: () => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      const query = new URLSearchParams({ timeZone });
      return callApi<Ledger>(`/api/v1/projects/${projectId}/ledger?${query}`);
    },
    refetchInterval: pollMilliseconds,
  });
  const { data } = asked;
  const error = useKeptError(asked);
  const pace = useTrends<Pace>(`${projectId}/pace`);
  useProjectEvents(projectId, queryKey);
  if (!data && error) return <ErrorNote error={error} />;
  if (!data) {
    return (
      <p role="status" className="flex min-h-40 items-center justify-center gap-2 text-muted">
        <Spinner /> {t("loading")}
      </p>
    );
  }
  return (
    <>
      <CostsHeadline ledger={data} />
      {error && (
        <div className="mb-5">
          <ErrorNote message={t("stale", { why: errorText(error) })} />
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21.25rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5 max-lg:order-last">
          {data.people.length === 0 ? (
            <Empty projectId={projectId} hasSamples={hasSamples} mayLabel={mayLead} />
          ) : (
            <>
              <PaceCards pace={pace} />
              <Tables ledger={data} />
            </>
          )}
        </div>
        <div className="grid grid-cols-1 gap-5">
          <AccuracyCard ledger={data} />
          <RateCard projectId={projectId} ledger={data} mayLead={mayLead} />
        </div>
      </div>
    </>
  );
}

function Tables({ ledger }: { readonly ledger: Ledger }) {
  return (
    <>
      <PeopleCard ledger={ledger} />
      <ClassesCostCard ledger={ledger} />
      <SlotsCostCard ledger={ledger} />
      <DaysCostCard ledger={ledger} />
    </>
  );
}

interface EmptyProps {
  readonly projectId: string;
  readonly hasSamples: boolean;
  readonly mayLabel: boolean;
}

function Empty({ projectId, hasSamples, mayLabel }: EmptyProps) {
  const t = useTranslations("costs");
  return (
    <Card title={t("empty.heading")}>
      <EmptyState
        title={t("empty.title")}
        action={
          mayLabel && (
            <ButtonLink href={`/projects/${projectId}/${hasSamples ? "label" : "data"}`} kind="primary">
              {t(hasSamples ? "empty.action" : "empty.addData")}
            </ButtonLink>
          )
        }
      >
        {t("empty.text")}
      </EmptyState>
    </Card>
  );
}
