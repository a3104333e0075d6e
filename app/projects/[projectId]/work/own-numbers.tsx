"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import type { OwnWork } from "@/lib/contracts/own-work";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { DaysCard } from "./days-card";
import { useActiveTime } from "./use-active-time";

/** One's own figures, of nobody else. Their places are kept until the browser has told its time zone. */
export function OwnNumbers({ projectId }: { readonly projectId: string }) {
  const errorText = useErrorText();
  const { data, error } = useQuery({
    queryKey: ["own-work", projectId],
    queryFn: () => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      const query = new URLSearchParams({ timeZone });
      return callApi<OwnWork>(`/api/v1/projects/${projectId}/own-work?${query}`);
    },
  });
  return (
    <>
      {error && <ErrorNote message={errorText(error)} />}
      <NumbersCard work={data ?? null} />
      <DaysCard days={data?.days ?? null} />
    </>
  );
}

function NumbersCard({ work }: { readonly work: OwnWork | null }) {
  const t = useTranslations("work");
  const format = useFormatter();
  const activeTime = useActiveTime();
  const number = (value: number | null | undefined, digits = 0) =>
    value === null || value === undefined
      ? t("numbers.none")
      : format.number(value, { maximumFractionDigits: digits });
  const facts = [
    { name: t("numbers.today"), value: number(work?.today) },
    { name: t("numbers.total"), value: number(work?.total) },
    { name: t("numbers.pace"), value: number(work?.pacePerHour) },
    { name: t("numbers.median"), value: number(work?.medianSeconds, 1) },
    { name: t("numbers.active"), value: work ? activeTime(work.activeSeconds) : t("numbers.none") },
    { name: t("numbers.skipped"), value: number(work?.skipped) },
    { name: t("numbers.flagged"), value: number(work?.flagged) },
  ];
  return (
    <Card title={t("numbers.title")}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex flex-col-reverse justify-end">
            <dt className="text-[0.8125rem] text-muted">{name}</dt>
            <dd className="text-2xl font-semibold tracking-tight">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-[0.8125rem] text-muted">{t("numbers.idle")}</p>
    </Card>
  );
}
