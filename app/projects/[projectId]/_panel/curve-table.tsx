import { useId } from "react";
import { useTranslations } from "use-intl";
import type { CurvePoint } from "@/lib/contracts/panel";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { useFormat } from "../../../_components/use-format";

/** The curve's numbers, newest first. */
export function CurveTable({ curve }: { readonly curve: readonly CurvePoint[] }) {
  const t = useTranslations("panel.table");
  const format = useFormat();
  const calibrationId = useId();
  return (
    <>
      <div className="max-h-90 overflow-y-auto">
        <Table
          caption={t("caption")}
          head={
            <>
              <HeadCell side="end">{t("labelsSpent")}</HeadCell>
              <HeadCell side="end">{t("model")}</HeadCell>
              <HeadCell side="end">{t("accuracy")}</HeadCell>
              <HeadCell side="end">{t("between")}</HeadCell>
              <HeadCell side="end">{t("holdout")}</HeadCell>
              <HeadCell side="end">{t("macroF1")}</HeadCell>
              <HeadCell side="end">{t("logLoss")}</HeadCell>
              <HeadCell side="end" aria-describedby={calibrationId}>
                {t("calibrationError")}
              </HeadCell>
            </>
          }
        >
          {curve.toReversed().map((point) => (
            <tr key={point.modelNumber}>
              <Cell side="end">{format.count(point.labelsSpent)}</Cell>
              <Cell side="end">{point.modelNumber}</Cell>
              <Cell side="end" className="font-semibold whitespace-nowrap">
                {format.percent(point.accuracy)}
              </Cell>
              <Cell side="end" className="whitespace-nowrap text-muted">
                {format.points(point.low)}–{format.points(point.high)}
              </Cell>
              <Cell side="end">{format.count(point.holdoutCount)}</Cell>
              <Cell side="end">{format.decimals(point.macroF1, 2)}</Cell>
              <Cell side="end">{format.decimals(point.logLoss, 2)}</Cell>
              <Cell side="end">
                {point.calibrationError === null ? "–" : format.percent(point.calibrationError)}
              </Cell>
            </tr>
          ))}
        </Table>
      </div>
      <p id={calibrationId} className="mt-3 text-[0.8125rem] text-muted">
        {t("calibrationNote")}
      </p>
    </>
  );
}
