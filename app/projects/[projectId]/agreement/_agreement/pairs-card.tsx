"use client";

import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { pairsCsv } from "./agreement-csv";
import { CoefficientCells } from "./coefficient-cells";

interface PairsCardProps {
  readonly agreement: Agreement;
  readonly nameOf: (number: number) => string;
}

/** How far any two people agree on what both labeled. */
export function PairsCard({ agreement, nameOf }: PairsCardProps) {
  const t = useTranslations("agreement.pairs");
  const format = useFormat();
  return (
    <Card
      title={t("title")}
      aside={<CsvLink of={t("title")} fileName="agreement-by-pair.csv" rows={pairsCsv(agreement, nameOf)} />}
    >
      <Table
        caption={t("title")}
        head={
          <>
            <HeadCell>{t("pair")}</HeadCell>
            <HeadCell side="end">{t("kappa")}</HeadCell>
            <HeadCell aria-hidden="true" className="w-36 max-md:hidden" />
            <HeadCell side="end">{t("alike")}</HeadCell>
            <HeadCell side="end">{t("samples")}</HeadCell>
          </>
        }
      >
        {agreement.pairs.map(({ numbers, samples, alike, kappa }) => (
          <tr key={numbers.join()} className="align-top">
            <Cell className="min-w-40">
              <span dir="auto" className="wrap-anywhere">
                {t("both", { one: nameOf(numbers[0]), other: nameOf(numbers[1]) })}
              </span>
            </Cell>
            <CoefficientCells coefficient={kappa} />
            <Cell side="end">{format.percent(alike)}</Cell>
            <Cell side="end">{format.count(samples)}</Cell>
          </tr>
        ))}
      </Table>
      <p className="mt-3 text-[0.8125rem] text-muted">{t("meaning")}</p>
    </Card>
  );
}
