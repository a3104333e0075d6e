"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { callApi } from "../../../../_components/call-api";
import { ErrorNote } from "../../../../_components/error-note";
import { pollMilliseconds } from "../../../../_components/poll-milliseconds";
import { useErrorText } from "../../../../_components/use-error-text";
import { useProjectEvents } from "../../../../_components/use-project-events";
import { AgreementHeadline } from "./agreement-headline";
import { ChangesCards } from "./changes-cards";
import { ClassesCard } from "./classes-card";
import { GoldCard } from "./gold-card";
import { OpinionsCard } from "./opinions-card";
import { PairsCard } from "./pairs-card";
import { PeopleCard } from "./people-card";
import { ReviewCard } from "./review-card";

interface AgreementViewProps {
  readonly projectId: string;
  readonly userId: string;
  readonly initial: Agreement;
  /** Leads settle what people disagree on, and say how many second opinions are asked for, and how much gold. */
  readonly mayLead: boolean;
}

/** How far people agree, in a sentence and by person, pair and class, and where they do not. */
export function AgreementView({ projectId, userId, initial, mayLead }: AgreementViewProps) {
  const t = useTranslations("agreement");
  const errorText = useErrorText();
  const queryKey = ["agreement", projectId];
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => callApi<Agreement>(`/api/v1/projects/${projectId}/agreement`),
    initialData: initial,
    refetchInterval: pollMilliseconds,
  });
  useProjectEvents(projectId, queryKey);
  const [areHidden, setHidden] = useState(false);
  const nameOf = (number: number) => {
    const person = data.people.find((each) => each.number === number);
    return areHidden || !person ? t("people.number", { number }) : person.name;
  };
  const hasAnswers = data.overall.samples > 0;
  return (
    <>
      <AgreementHeadline agreement={data} />
      {error && (
        <div className="mb-5">
          <ErrorNote message={t("stale", { why: errorText(error) })} />
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21.25rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <ReviewCard
            projectId={projectId}
            userId={userId}
            agreement={data}
            nameOf={nameOf}
            mayLead={mayLead}
          />
          {hasAnswers && <ClassesCard agreement={data} />}
          {data.people.length > 0 && (
            <PeopleCard agreement={data} nameOf={nameOf} areHidden={areHidden} onHide={setHidden} />
          )}
          {hasAnswers && <PairsCard agreement={data} nameOf={nameOf} />}
          <ChangesCards projectId={projectId} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <OpinionsCard projectId={projectId} agreement={data} mayLead={mayLead} />
          <GoldCard projectId={projectId} agreement={data} nameOf={nameOf} mayLead={mayLead} />
        </div>
      </div>
    </>
  );
}
