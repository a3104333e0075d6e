"use client";

import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { type Step, stepSchema } from "@/lib/contracts/trends";
import { Card } from "../card";
import { Choices } from "../choices";
import type { CsvValue } from "../csv";
import { CsvLink } from "../csv-link";
import { Cell, HeadCell, Table } from "../table";
import { type ChartView, ViewSwitch } from "../view-switch";

interface TrendCardProps {
  readonly title: string;
  readonly fileName: string;
  readonly csv: readonly (readonly CsvValue[])[];
  readonly step: Step;
  readonly onStep: (step: Step) => void;
  /** The heads of the table's columns, that of the times first. */
  readonly heads: readonly string[];
  /** Cells, oldest row first. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  readonly chart: (describedBy: string) => ReactNode;
  /** Stands in place of the chart, where there is nothing to draw; false where there is. */
  readonly empty: ReactNode;
  readonly meaning: string;
  readonly note: ReactNode;
}

/** A chart over time, or its numbers as a table, with how far its points are apart and a sentence that says what it means. */
export function TrendCard(props: TrendCardProps) {
  const { title, fileName, csv, step, onStep, heads, rows, chart, empty, meaning, note } = props;
  const t = useTranslations("trends");
  const [view, setView] = useState<ChartView>("chart");
  const meaningId = useId();
  return (
    <Card
      title={title}
      aside={
        <span className="-me-2 flex items-center gap-0.5">
          <ViewSwitch of={title} shown={view} onChoose={setView} />
          <CsvLink of={title} fileName={fileName} rows={csv} />
        </span>
      }
    >
      <div className="-mx-2 mb-2 text-[0.8125rem] text-muted">
        <Choices
          label={t("step.choose", { of: title })}
          chosen={step}
          options={stepSchema.options.map((value) => ({ value, words: t(`step.${value}`) }))}
          onChoose={onStep}
        />
      </div>
      {view === "chart" ? (
        empty || chart(meaningId)
      ) : (
        <div className="-mx-1 max-h-80 overflow-y-auto px-1 print:max-h-none">
          <Table
            caption={title}
            head={heads.map((head, column) => (
              <HeadCell key={head} side={column === 0 ? "start" : "end"}>
                {head}
              </HeadCell>
            ))}
          >
            {rows.toReversed().map(({ key, cells }) => (
              <tr key={key} className="align-top whitespace-nowrap">
                {cells.map((cell, column) => (
                  <Cell key={heads[column]} side={column === 0 ? "start" : "end"}>
                    {cell}
                  </Cell>
                ))}
              </tr>
            ))}
          </Table>
        </div>
      )}
      <div id={meaningId} className="mt-3 max-w-[100ch] text-[0.8125rem] text-muted">
        <p className="text-sm text-ink">{meaning}</p>
        <p className="mt-1">{note}</p>
      </div>
    </Card>
  );
}
