"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import type { Ledger } from "@/lib/contracts/ledger";
import { Card } from "../../../_components/card";
import { CsvLink } from "../../../_components/csv-link";
import { columnDigits } from "../../../_components/money-digits";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { useFormat } from "../../../_components/use-format";
import { ledgerCsv } from "./ledger-csv";

export interface LedgerRow {
  readonly key: string;
  /** As a text, for sorting and for the file. */
  readonly name: string;
  /** As it is shown; the text where it is left out. */
  readonly shown?: ReactNode;
  readonly labels: number;
  readonly activeSeconds: number;
  /** Undefined where the table has no such column. */
  readonly medianSeconds?: number | null;
  readonly cost: number | null;
}

type Column = "name" | "labels" | "activeSeconds" | "medianSeconds" | "cost";

interface LedgerCardProps {
  readonly title: string;
  readonly caption: string;
  readonly nameHead: string;
  readonly fileName: string;
  readonly ledger: Pick<Ledger, "hourlyRate" | "currency">;
  readonly rows: readonly LedgerRow[];
  /** Rows stand as they come until a column is pressed. */
  readonly note?: ReactNode;
  readonly aside?: ReactNode;
}

/** One table of the ledger: sorted by a press on a column, with bars for the time, and as a file. */
export function LedgerCard(props: LedgerCardProps) {
  const { title, caption, nameHead, fileName, ledger, rows, note, aside } = props;
  const t = useTranslations("costs.table");
  const [sorted, setSorted] = useState<Sorted>(null);
  const hasMedian = rows.some((row) => row.medianSeconds !== undefined);
  const columns: readonly Column[] = [
    "name",
    "labels",
    "activeSeconds",
    ...(hasMedian ? (["medianSeconds"] as const) : []),
    ...(ledger.hourlyRate === null ? [] : (["cost"] as const)),
  ];
  const most = Math.max(1, ...rows.map((row) => row.activeSeconds));
  const cents = columnDigits(rows.map(({ cost }) => cost));
  const press = (by: Column) =>
    setSorted((now) => ({ by, isUp: now?.by === by ? !now.isUp : by === "name" }));
  return (
    <Card
      title={title}
      aside={
        <span className="flex flex-wrap items-center gap-x-3">
          {aside}
          <CsvLink of={title} fileName={fileName} rows={ledgerCsv(rows, columns, ledger.currency)} />
        </span>
      }
    >
      <div className="-mx-1 max-h-[34rem] overflow-y-auto px-1 print:max-h-none">
        <Table
          caption={caption}
          head={columns.map((column) => (
            <HeadCell
              key={column}
              side={column === "name" ? "start" : "end"}
              aria-sort={sorted?.by === column ? (sorted.isUp ? "ascending" : "descending") : undefined}
            >
              <button
                type="button"
                data-prints
                onClick={() => press(column)}
                className="min-h-6 rounded-sm hover:text-ink pointer-coarse:min-h-11"
              >
                {column !== "name" && <Arrow sorted={sorted} column={column} />}
                {column === "name" ? nameHead : t(column)}
                {column === "name" && <Arrow sorted={sorted} column={column} />}
              </button>
            </HeadCell>
          ))}
        >
          {sortRows(rows, sorted).map((row) => (
            <LedgerLine
              key={row.key}
              row={row}
              columns={columns}
              most={most}
              currency={ledger.currency}
              cents={cents}
            />
          ))}
        </Table>
      </div>
      {note && <p className="mt-3 text-[0.8125rem] wrap-anywhere text-muted">{note}</p>}
    </Card>
  );
}

type Sorted = { readonly by: Column; readonly isUp: boolean } | null;

/** Its place stays, on the side where no figures stand. */
function Arrow({ sorted, column }: { readonly sorted: Sorted; readonly column: Column }) {
  return (
    <span aria-hidden="true" className="inline-block w-3 text-center">
      {sorted?.by === column && (sorted.isUp ? "↑" : "↓")}
    </span>
  );
}

interface LedgerLineProps {
  readonly row: LedgerRow;
  readonly columns: readonly Column[];
  /** Of all rows: what the longest bar stands for. */
  readonly most: number;
  readonly currency: string;
  /** Decimals of amounts, the same in all rows. */
  readonly cents: number;
}

function LedgerLine({ row, columns, most, currency, cents }: LedgerLineProps) {
  const format = useFormat();
  return (
    <tr>
      <Cell className="max-w-72 min-w-32 wrap-anywhere">{row.shown ?? <bdi>{row.name}</bdi>}</Cell>
      <Cell side="end">{format.count(row.labels)}</Cell>
      <Cell side="end" className="whitespace-nowrap">
        <span className="flex items-center justify-end gap-3">
          <span
            aria-hidden="true"
            className="hidden h-1.5 w-28 forced-color-adjust-none rounded-full bg-line sm:flex"
          >
            <span
              className="rounded-full bg-accent"
              style={{ width: `${(100 * row.activeSeconds) / most}%` }}
            />
          </span>
          <span className="sm:min-w-20">{format.effort(row.activeSeconds)}</span>
        </span>
      </Cell>
      {columns.includes("medianSeconds") && (
        <Cell side="end" className="whitespace-nowrap">
          {row.medianSeconds == null ? (
            <span className="text-muted">–</span>
          ) : (
            format.duration(row.medianSeconds)
          )}
        </Cell>
      )}
      {columns.includes("cost") && (
        <Cell side="end" className="whitespace-nowrap">
          {row.cost === null ? "–" : format.amount(row.cost, currency, cents)}
        </Cell>
      )}
    </tr>
  );
}

function sortRows(rows: readonly LedgerRow[], sorted: Sorted) {
  if (!sorted) return rows;
  const { by, isUp } = sorted;
  const ascending = [...rows].sort((a, b) =>
    by === "name" ? a.name.localeCompare(b.name) : (a[by] ?? -1) - (b[by] ?? -1),
  );
  return isUp ? ascending : ascending.reverse();
}
