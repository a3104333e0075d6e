"use client";

import { useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/quality";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { type ChartView, ViewSwitch } from "../../../../_components/view-switch";
import { type Cell, CellDialog } from "./cell-dialog";
import { confusionCsv, confusionWords } from "./confusion-facts";
import { ConfusionMatrix } from "./confusion-matrix";
import { MistakesTable } from "./mistakes-table";

interface ConfusionCardProps {
  readonly projectId: string;
  readonly quality: Quality;
}

/** What the model takes for what where a sample has one class. Each cell opens its samples. */
export function ConfusionCard({ projectId, quality }: ConfusionCardProps) {
  const t = useTranslations("quality");
  const [shown, setShown] = useState<ChartView>("chart");
  const [opened, setOpened] = useState<Cell | null>(null);
  const rows = useMemo(() => confusionCsv(quality), [quality]);
  const meaningId = useId();
  if (quality.confusion === null) {
    return (
      <Card title={t("confusion.title")}>
        <p className="text-muted">{t("confusion.unknown")}</p>
      </Card>
    );
  }
  const open = (row: number, column: number) => {
    const [labeled, predicted] = [quality.labelClasses[row]!, quality.labelClasses[column]!];
    const names = { labeled: labeled.name, predicted: predicted.name };
    setOpened({
      samples: `?${new URLSearchParams({ labeled: labeled.id, predicted: predicted.id })}`,
      title: t(row === column ? "samples.titleRight" : "samples.title", names),
      description: t("samples.description"),
      className: predicted.name,
    });
  };
  const Shown = shown === "chart" ? ConfusionMatrix : MistakesTable;
  return (
    <Card
      title={t("confusion.title")}
      aside={
        <span className="flex items-center gap-1">
          <ViewSwitch of={t("confusion.title")} shown={shown} onChoose={setShown} />
          <CsvLink of={t("confusion.title")} fileName="confusion.csv" rows={rows} />
        </span>
      }
    >
      <Shown
        confusion={quality.confusion}
        labelClasses={quality.labelClasses}
        describedBy={meaningId}
        onOpen={open}
      />
      <p id={meaningId} className="mt-3 text-[0.8125rem] wrap-anywhere text-muted">
        {confusionWords(quality, t)} <span className="print:hidden">{t("confusion.open")}</span>
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
