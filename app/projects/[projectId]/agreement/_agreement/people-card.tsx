"use client";

import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { HideNames } from "../../../../_components/hide-names";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { peopleCsv } from "./agreement-csv";

interface PeopleCardProps {
  readonly agreement: Agreement;
  readonly nameOf: (number: number) => string;
  readonly areHidden: boolean;
  readonly onHide: (areHidden: boolean) => void;
}

/** How far each person agrees with the others and with gold, whether their answers stand, and whether their pace has changed. */
export function PeopleCard({ agreement, nameOf, areHidden, onHide }: PeopleCardProps) {
  const t = useTranslations("agreement.people");
  const format = useFormat();
  const seconds = (median: number | null) => (median === null ? "–" : format.duration(median));
  return (
    <Card
      title={t("title")}
      aside={
        <span className="flex flex-wrap items-center gap-x-3">
          <HideNames label={t("hide")} areHidden={areHidden} onHide={onHide} />
          <CsvLink of={t("title")} fileName="agreement-by-person.csv" rows={peopleCsv(agreement, nameOf)} />
        </span>
      }
    >
      <Table
        caption={t("title")}
        head={
          <>
            <HeadCell>{t("name")}</HeadCell>
            <HeadCell side="end">{t("samples")}</HeadCell>
            <HeadCell side="end">{t("alike")}</HeadCell>
            <HeadCell side="end">{t("upheld")}</HeadCell>
            <HeadCell side="end">{t("gold")}</HeadCell>
            <HeadCell side="end">{t("recent")}</HeadCell>
            <HeadCell side="end">{t("earlier")}</HeadCell>
          </>
        }
      >
        {agreement.people.map((person) => (
          <tr key={person.number} className="align-top">
            <Cell className="min-w-32">
              <span dir="auto" className="wrap-anywhere">
                {nameOf(person.number)}
              </span>
            </Cell>
            <Cell side="end">{format.count(person.samples)}</Cell>
            <Cell side="end">{person.samples === 0 ? "–" : format.percent(person.alike)}</Cell>
            <UpheldCell {...person} />
            <GoldCell gold={person.gold} />
            <Cell side="end">{seconds(person.recentSeconds)}</Cell>
            <Cell side="end">{seconds(person.earlierSeconds)}</Cell>
          </tr>
        ))}
      </Table>
      <p className="mt-3 text-[0.8125rem] text-muted">{t("meaning")}</p>
    </Card>
  );
}

/** The share of settled answers that stand, of how many, and how many wait: these may turn out wrong yet. */
function UpheldCell({
  samples,
  settled,
  upheld,
}: Pick<Agreement["people"][number], "samples" | "settled" | "upheld">) {
  const t = useTranslations("agreement.people");
  const format = useFormat();
  if (samples === 0) return <Cell side="end">–</Cell>;
  return (
    <Cell side="end" className="whitespace-nowrap">
      {settled === 0 ? "–" : format.percent(upheld / settled)}
      <span className="block text-xs text-muted">
        {t("ofSettled", { upheld, settled, open: samples - settled })}
      </span>
    </Cell>
  );
}

/** The share of answers to gold that are right, with its interval; a dash without answers. */
function GoldCell({ gold: { answers, right, low, high } }: Pick<Agreement["people"][number], "gold">) {
  const t = useTranslations("agreement");
  const format = useFormat();
  if (answers === 0) return <Cell side="end">–</Cell>;
  return (
    <Cell side="end" className="whitespace-nowrap">
      {format.percent(right / answers)}
      <span className="block text-xs text-muted">
        {t("range", { low: format.wholePercent(low), high: format.wholePercent(high) })}
      </span>
    </Cell>
  );
}
