import { useFormatter, useTranslations } from "use-intl";
import type { Ledger } from "@/lib/contracts/ledger";
import { useFormat } from "../../../_components/use-format";
import { LedgerCard } from "./ledger-card";

/** Throughput by day, the newest first. */
export function DaysCostCard({ ledger }: { readonly ledger: Ledger }) {
  const t = useTranslations("costs.days");
  const dates = useFormatter();
  const format = useFormat();
  // A day is a date without a zone: read and written as UTC, it stays the same day everywhere.
  const dayName = (day: string) =>
    dates.dateTime(new Date(`${day}T00:00:00Z`), {
      timeZone: "UTC",
      day: "numeric",
      month: "short",
      year: "numeric",
    });
  const rows = ledger.days.toReversed().map(({ day, ...work }) => ({
    key: day,
    ...work,
    name: day,
    shown: <span className="whitespace-nowrap">{dayName(day)}</span>,
  }));
  const hours = ledger.days.reduce((sum, { activeSeconds }) => sum + activeSeconds, 0) / 3600;
  const labels = ledger.days.reduce((sum, day) => sum + day.labels, 0);
  return (
    <LedgerCard
      title={t("title")}
      caption={t("caption")}
      nameHead={t("name")}
      fileName="costs-by-day.csv"
      ledger={ledger}
      rows={rows}
      note={hours > 0 && labels > 0 && t("pace", { pace: format.count(labels / hours), days: rows.length })}
    />
  );
}
