"use client";

import { type ReactNode, useId, useMemo, useState } from "react";
import { type CurveMetric, curveMetricSchema, type Progress } from "@/lib/contracts/progress";
import { Card } from "../../../_components/card";
import { Choices } from "../../../_components/choices";
import { CsvLink } from "../../../_components/csv-link";
import { EmptyState } from "../../../_components/empty-state";
import { type ChartView, ViewSwitch } from "../../../_components/view-switch";
import { type Axis, axes, scaleOf } from "./curve-axis";
import { curveDataOf } from "./curve-data";
import { legendOf, meaningOf } from "./curve-facts";
import { curveCsv } from "./curve-rows";
import { CurveTable } from "./curve-table";
import { LearningCurve } from "./learning-curve";
import { MarkList } from "./mark-list";
import { useWords } from "./use-words";

interface CurveCardProps {
  readonly progress: Progress;
  /** Opens the lead's goal; absent for those who may not change it. */
  readonly goalButton: ReactNode;
}

/** The learning curve as a picture or as a table, with one sentence that says what it means. */
export function CurveCard({ progress, goalButton }: CurveCardProps) {
  const words = useWords();
  const { t } = words;
  const [chosenMetric, setMetric] = useState<CurveMetric | null>(null);
  const [axis, setAxis] = useState<Axis>("labels");
  const [view, setView] = useState<ChartView>("chart");
  const meaningId = useId();
  const metric = chosenMetric ?? progress.metric;
  const data = useMemo(() => {
    const scale = scaleOf(progress, axis);
    return scale && curveDataOf(progress, metric, scale);
  }, [progress, metric, axis]);
  const rows = useMemo(() => curveCsv(progress, metric), [progress, metric]);
  const title = t("curve.title", { metric, axis });
  if (progress.curve.length === 0) {
    return (
      <Card title={t("curve.title", { metric, axis: "labels" })}>
        <div className="grid min-h-80 place-items-center">
          <EmptyState title={t("curve.empty")}>{t("curve.emptyText")}</EmptyState>
        </div>
      </Card>
    );
  }
  return (
    <Card
      title={title}
      aside={
        <span className="-me-2 flex items-center gap-0.5">
          <ViewSwitch of={title} shown={view} onChoose={setView} />
          <CsvLink of={title} fileName={`learning-curve-${metric}.csv`} rows={rows} />
        </span>
      }
    >
      <div className="-mx-2 mb-2 flex flex-wrap items-center justify-between gap-x-5 gap-y-1 text-[0.8125rem] text-muted print:hidden">
        <Choices
          label={t("curve.chooseMetric")}
          chosen={metric}
          options={curveMetricSchema.options.map((value) => ({
            value,
            words: t("curve.metric", { metric: value }),
          }))}
          onChoose={setMetric}
        />
        {view === "chart" && (
          <Choices
            label={t("curve.chooseAxis")}
            chosen={axis}
            options={axes.map((value) => ({ value, words: t("curve.axis", { axis: value }) }))}
            onChoose={setAxis}
          />
        )}
      </div>
      {view === "table" ? (
        <CurveTable progress={progress} metric={metric} />
      ) : data ? (
        <>
          <LearningCurve data={data} currency={progress.currency} describedBy={meaningId} />
          <MarkList marks={data.marks} />
        </>
      ) : (
        <div className="grid min-h-80 place-items-center">
          <EmptyState title={t("curve.noScale", { axis })} action={axis === "money" && goalButton}>
            {t(progress.hourlyRate === null && axis === "money" ? "curve.noRate" : "curve.noTime")}
          </EmptyState>
        </div>
      )}
      <div id={meaningId} className="mt-3 max-w-[100ch] text-[0.8125rem] text-muted">
        <p className="text-sm text-ink">{meaningOf(progress, metric, words)}</p>
        <p className="mt-1">{legendOf(progress, metric, words)}</p>
      </div>
    </Card>
  );
}
