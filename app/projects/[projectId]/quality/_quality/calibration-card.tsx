"use client";

import { useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/quality";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { type ChartView, ViewSwitch } from "../../../../_components/view-switch";
import { CalibrationPlot } from "./calibration-plot";
import { calibrationCsv, calibrationWords } from "./calibration-words";

/** How often the model is right when it is so sure, as a picture or as a table. */
export function CalibrationCard({ quality }: { readonly quality: Quality }) {
  const t = useTranslations("quality");
  const [shown, setShown] = useState<ChartView>("chart");
  const rows = useMemo(() => calibrationCsv(quality), [quality]);
  const meaning = calibrationWords(quality, t, useFormat());
  const meaningId = useId();
  return (
    <Card
      title={t("calibration.title")}
      aside={
        <span className="flex items-center gap-1">
          <ViewSwitch of={t("calibration.title")} shown={shown} onChoose={setShown} />
          <CsvLink of={t("calibration.title")} fileName="calibration.csv" rows={rows} />
        </span>
      }
    >
      {shown === "chart" ? (
        <CalibrationPlot bins={quality.calibration} describedBy={meaningId} />
      ) : (
        <CalibrationTable bins={quality.calibration} />
      )}
      <p id={meaningId} className="mt-3 text-[0.8125rem] text-muted">
        {meaning}
      </p>
    </Card>
  );
}

function CalibrationTable({ bins }: { readonly bins: Quality["calibration"] }) {
  const t = useTranslations("quality.calibration");
  const format = useFormat();
  return (
    <Table
      caption={t("title")}
      head={
        <>
          <HeadCell side="end">{t("confidence")}</HeadCell>
          <HeadCell side="end">{t("right")}</HeadCell>
          <HeadCell side="end">{t("between")}</HeadCell>
          <HeadCell side="end">{t("samples")}</HeadCell>
        </>
      }
    >
      {bins.map(({ confidence, accuracy: { value, low, high }, count }) => (
        <tr key={confidence}>
          <Cell side="end">{format.percent(confidence)}</Cell>
          <Cell side="end" className="font-semibold">
            {format.percent(value)}
          </Cell>
          <Cell side="end" className="whitespace-nowrap text-muted">
            {format.points(low ?? 0)}–{format.points(high ?? 1)}
          </Cell>
          <Cell side="end">{format.count(count)}</Cell>
        </tr>
      ))}
    </Table>
  );
}
