"use client";

import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { Breakable } from "../../../../_components/breakable";
import { Card } from "../../../../_components/card";
import { ClassMark } from "../../../../_components/class-mark";
import { CsvLink } from "../../../../_components/csv-link";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { classesCsv } from "./agreement-csv";
import { classesWords } from "./agreement-words";
import { CoefficientCells } from "./coefficient-cells";

/** On which classes people agree, the least first. */
export function ClassesCard({ agreement }: { readonly agreement: Agreement }) {
  const t = useTranslations("agreement.classes");
  const format = useFormat();
  const classOf = new Map(agreement.labelClasses.map((labelClass) => [labelClass.id, labelClass]));
  const leastFirst = agreement.classes.toSorted(
    (a, b) => (a.alpha?.value ?? Number.POSITIVE_INFINITY) - (b.alpha?.value ?? Number.POSITIVE_INFINITY),
  );
  return (
    <Card
      title={t("title")}
      aside={<CsvLink of={t("title")} fileName="agreement-by-class.csv" rows={classesCsv(agreement)} />}
    >
      <Table
        caption={t("title")}
        head={
          <>
            <HeadCell>{t("class")}</HeadCell>
            <HeadCell side="end">{t("alpha")}</HeadCell>
            <HeadCell aria-hidden="true" className="w-36 max-md:hidden" />
            <HeadCell side="end">{t("samples")}</HeadCell>
            <HeadCell side="end">{t("unanimous")}</HeadCell>
          </>
        }
      >
        {leastFirst.map(({ labelClassId, samples, unanimous, alpha }) => {
          const labelClass = classOf.get(labelClassId);
          return (
            <tr key={labelClassId} className="align-top">
              <Cell className="min-w-32">
                <span className="flex items-baseline gap-2">
                  <ClassMark position={labelClass?.position ?? 0} />
                  <span dir="auto" className="line-clamp-2 max-w-[22rem] wrap-break-word">
                    <Breakable text={labelClass?.name ?? ""} />
                  </span>
                </span>
              </Cell>
              <CoefficientCells coefficient={alpha} />
              <Cell side="end">{format.count(samples)}</Cell>
              <Cell side="end">{format.count(unanimous)}</Cell>
            </tr>
          );
        })}
      </Table>
      <p className="mt-3 text-[0.8125rem] wrap-anywhere text-muted">{classesWords(agreement, t, format)}</p>
    </Card>
  );
}
