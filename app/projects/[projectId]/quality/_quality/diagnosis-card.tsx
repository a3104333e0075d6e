"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/quality";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { IntervalBar } from "../../../../_components/interval-bar";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import {
  type Check,
  checksOf,
  diagnosisCsv,
  ofManyModels,
  type PartAccuracy,
  partAccuracies,
} from "./diagnosis-facts";
import { ofEarlierModel } from "./finding-words";

/** Whether it is the data or the model: how right it is where, and what speaks for which cause. */
export function DiagnosisCard({ quality }: { readonly quality: Quality }) {
  const t = useTranslations("quality");
  const format = useFormat();
  const rows = useMemo(() => diagnosisCsv(quality), [quality]);
  const parts = partAccuracies(quality);
  const lowest = Math.min(...parts.map(({ estimate }) => estimate.low ?? estimate.value));
  const from = Math.max(0, Math.floor(lowest * 10) / 10 - 0.1);
  return (
    <Card
      title={t("diagnosis.title")}
      aside={<CsvLink of={t("diagnosis.title")} fileName="diagnosis.csv" rows={rows} />}
    >
      <Table
        caption={t("diagnosis.caption")}
        head={
          <>
            <HeadCell>{t("diagnosis.measuredOn")}</HeadCell>
            <HeadCell side="end">{t("diagnosis.right")}</HeadCell>
            <HeadCell side="end">{t("diagnosis.between")}</HeadCell>
            <HeadCell aria-hidden="true" className="w-2/5 max-sm:hidden">
              <span dir="ltr" className="flex justify-between">
                <span>{format.wholePercent(from)}</span>
                <span>{format.wholePercent(1)}</span>
              </span>
            </HeadCell>
          </>
        }
      >
        {parts.map((one) => (
          <PartRow
            key={one.part}
            {...one}
            from={from}
            note={ofManyModels.includes(one.part) ? ofEarlierModel(quality, t) : ""}
          />
        ))}
      </Table>
      <ul className="mt-3 border-t border-line">
        {checksOf(quality, t, format).map((check) => (
          <CheckRow key={check.kind} {...check} />
        ))}
      </ul>
    </Card>
  );
}

interface PartRowProps extends PartAccuracy {
  /** Where the bar begins, 0..1. */
  readonly from: number;
  /** Of which model it is, where that is not the one above; else empty. */
  readonly note: string;
}

function PartRow({ part, estimate, from, note }: PartRowProps) {
  const t = useTranslations("quality.diagnosis");
  const format = useFormat();
  const { value, low, high } = estimate;
  return (
    <tr>
      <Cell>
        {t(part)}
        {note && <span className="block text-xs text-muted">{note}</span>}
      </Cell>
      <Cell side="end" className="font-semibold whitespace-nowrap">
        {format.percent(value)}
      </Cell>
      <Cell side="end" className="whitespace-nowrap text-muted">
        {low === null || high === null ? "–" : `${format.points(low)}–${format.points(high)}`}
      </Cell>
      <Cell aria-hidden="true" className="max-sm:hidden">
        <IntervalBar estimate={estimate} from={from} />
      </Cell>
    </tr>
  );
}

function CheckRow({ kind, words, standsOut }: Check) {
  const t = useTranslations("quality.checks");
  return (
    <li className="border-b border-line py-2 last:border-b-0 last:pb-0">
      <p className="flex flex-wrap items-baseline gap-x-2 font-medium">
        {t(`${kind}Title`)}
        {standsOut && (
          <span className="rounded-md bg-warn-soft px-1.5 text-xs font-semibold text-warn">
            {t("standsOut")}
          </span>
        )}
      </p>
      <p className="text-[0.8125rem] wrap-anywhere text-muted">{words}</p>
    </li>
  );
}
