"use client";

import { useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Outcome, Quality } from "@/lib/contracts/quality";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { type ChartView, ViewSwitch } from "../../../../_components/view-switch";
import { type Cell, CellDialog } from "./cell-dialog";
import { type ClassOutcomes, outcomesCsv, outcomesWords, worstFirst } from "./outcome-facts";
import { OutcomesChart } from "./outcomes-chart";
import { OutcomesTable } from "./outcomes-table";

interface OutcomesCardProps {
  readonly projectId: string;
  readonly quality: Quality;
}

/** Where a sample may have several classes: what is found, missed and wrongly said of each. Each count opens its samples. */
export function OutcomesCard({ projectId, quality }: OutcomesCardProps) {
  const t = useTranslations("quality");
  const [shown, setShown] = useState<ChartView>("chart");
  const [opened, setOpened] = useState<Cell | null>(null);
  const classes = useMemo(() => worstFirst(quality), [quality]);
  const rows = useMemo(() => outcomesCsv(quality), [quality]);
  const meaningId = useId();
  if (quality.outcomes === null) {
    return (
      <Card title={t("outcomes.title")}>
        <p className="text-muted">{t("outcomes.unknown")}</p>
      </Card>
    );
  }
  const open = ({ labelClass: { id, name } }: ClassOutcomes, outcome: Outcome) =>
    setOpened({
      samples: `/${id}?${new URLSearchParams({ outcome })}`,
      title: t(`outcomes.${outcome}Title`, { name }),
      description: t("outcomes.description", { name }),
      className: name,
      nameOf: new Map(quality.labelClasses.map((labelClass) => [labelClass.id, labelClass.name])),
    });
  const Shown = shown === "chart" ? OutcomesChart : OutcomesTable;
  return (
    <Card
      title={t("outcomes.title")}
      aside={
        <span className="flex items-center gap-1">
          <ViewSwitch of={t("outcomes.title")} shown={shown} onChoose={setShown} />
          <CsvLink of={t("outcomes.title")} fileName="outcomes.csv" rows={rows} />
        </span>
      }
    >
      <Shown classes={classes} describedBy={meaningId} onOpen={open} />
      <p id={meaningId} className="mt-3 text-[0.8125rem] wrap-anywhere text-muted">
        {outcomesWords(quality, t)} <span className="print:hidden">{t("confusion.open")}</span>
      </p>
      {opened && (
        <CellDialog
          projectId={projectId}
          modelNumber={quality.modelNumber}
          cell={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </Card>
  );
}
