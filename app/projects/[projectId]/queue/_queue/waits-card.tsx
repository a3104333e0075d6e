"use client";

import { useTranslations } from "use-intl";
import type { QueueWait } from "@/lib/contracts/queue";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { waitsCsv, waitsWords } from "./mix-words";

/** For how long samples wait: in the queue, for a lead's request, in somebody's hands, stuck, or for a second person. */
export function WaitsCard({ waits }: { readonly waits: readonly QueueWait[] }) {
  const t = useTranslations("queue");
  const format = useFormat();
  const title = t("waits.title");
  if (waits.length === 0) {
    return (
      <Card title={title}>
        <p className="text-muted">{t("waits.none")}</p>
      </Card>
    );
  }
  const longest = Math.max(1, ...waits.map(({ longestSeconds }) => longestSeconds));
  return (
    <Card title={title} aside={<CsvLink of={title} fileName="queue-waits.csv" rows={waitsCsv(waits)} />}>
      <Table
        caption={title}
        head={
          <>
            <HeadCell>{t("waits.kind")}</HeadCell>
            <HeadCell side="end">{t("waits.samples")}</HeadCell>
            <HeadCell side="end">{t("waits.median")}</HeadCell>
            <HeadCell aria-hidden="true" className="w-36 max-sm:hidden" />
            <HeadCell side="end">{t("waits.longest")}</HeadCell>
          </>
        }
      >
        {waits.map(({ kind, samples, medianSeconds, longestSeconds }) => (
          <tr key={kind}>
            <Cell className="min-w-36">{t(`waits.${kind}`)}</Cell>
            <Cell side="end">{format.count(samples)}</Cell>
            <Cell side="end" className="whitespace-nowrap">
              {format.age(medianSeconds)}
            </Cell>
            <Cell aria-hidden="true" className="max-sm:hidden">
              <span
                dir="ltr"
                className="block h-2.5 w-full overflow-hidden rounded-full bg-sunken forced-color-adjust-none [print-color-adjust:exact]"
              >
                <span
                  className="block h-full bg-accent"
                  style={{ width: `${(100 * longestSeconds) / longest}%` }}
                />
              </span>
            </Cell>
            <Cell side="end" className="whitespace-nowrap">
              {format.age(longestSeconds)}
            </Cell>
          </tr>
        ))}
      </Table>
      <p className="mt-3 text-[0.8125rem] text-muted">{waitsWords(waits, t, format)}</p>
    </Card>
  );
}
