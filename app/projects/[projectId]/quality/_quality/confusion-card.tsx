"use client";

import { useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/progress";
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
  readonly isMultiLabel: boolean;
}

/** What the model takes for what. Each cell opens its samples. */
export function ConfusionCard({ projectId, quality, isMultiLabel }: ConfusionCardProps) {
  const t = useTranslations("quality");
  const [shown, setShown] = useState<ChartView>("chart");
  const [opened, setOpened] = useState<Cell | null>(null);
  const rows = useMemo(() => confusionCsv(quality), [quality]);
  const meaningId = useId();
  if (quality.confusion === null) {
    return (
      <Card title={t("confusion.title")}>
        <p className="text-muted">{t(isMultiLabel ? "confusion.multiLabel" : "confusion.unknown")}</p>
      </Card>
    );
  }
  const open = (labeled: number, predicted: number) =>
    setOpened({ labeled: quality.labelClasses[labeled]!, predicted: quality.labelClasses[predicted]! });
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
