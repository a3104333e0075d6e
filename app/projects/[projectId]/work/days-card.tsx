"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { OwnWork } from "@/lib/contracts/own-work";
import { Card } from "../../../_components/card";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { useActiveTime } from "./use-active-time";

interface DaysCardProps {
  /** Null until they are known. */
  readonly days: OwnWork["days"] | null;
}

/** A bar a day, a sentence that says what they show, and the same as a table. */
export function DaysCard({ days }: DaysCardProps) {
  const t = useTranslations("work");
  const format = useFormatter();
  const activeTime = useActiveTime();
  // A day is a date without a zone: read and written as UTC, it stays the same day everywhere.
  const dayName = (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { timeZone: "UTC", day: "numeric", month: "short" });
  const most = Math.max(1, ...(days ?? []).map(({ labels }) => labels));
  const best = days?.find(({ labels }) => labels === most);
  return (
    <Card title={t("days.title")}>
      <div aria-hidden="true" className="flex h-24 items-end gap-1 border-b border-line sm:gap-2">
        {days?.map(({ day, labels }) => (
          <div
            key={day}
            title={`${dayName(day)}: ${format.number(labels)}`}
            className="min-h-px flex-1 forced-color-adjust-none rounded-t-[3px] bg-accent"
            style={{ height: `${(100 * labels) / most}%` }}
          />
        ))}
      </div>
      <p aria-hidden="true" className="mt-1 flex min-h-5 justify-between text-xs text-muted">
        {days?.[0] && <span>{dayName(days[0].day)}</span>}
        {days?.at(-1) && <span>{dayName(days.at(-1)!.day)}</span>}
      </p>
      <p className="mt-2 min-h-5">
        {days &&
          t("days.summary", {
            labels: days.reduce((sum, { labels }) => sum + labels, 0),
            days: days.filter(({ labels }) => labels > 0).length,
            best: best ? dayName(best.day) : "",
          })}
      </p>
      <details className="mt-1">
        <summary className="w-fit rounded-md py-1 text-[0.8125rem] text-muted hover:text-ink pointer-coarse:py-3">
          {t("days.table")}
        </summary>
        <Table
          caption={t("days.title")}
          head={
            <>
              <HeadCell>{t("days.day")}</HeadCell>
              <HeadCell side="end">{t("days.labels")}</HeadCell>
              <HeadCell side="end">{t("days.active")}</HeadCell>
            </>
          }
        >
          {days?.toReversed().map(({ day, labels, seconds }) => (
            <tr key={day}>
              <Cell>{dayName(day)}</Cell>
              <Cell side="end">{format.number(labels)}</Cell>
              <Cell side="end">{activeTime(seconds)}</Cell>
            </tr>
          ))}
        </Table>
      </details>
    </Card>
  );
}
