import { useId } from "react";
import type { CurvePoint } from "@/lib/contracts/panel";
import { formatCount, formatPercent, formatPoints } from "../../../_components/format";
import { Cell, HeadCell, Table } from "../../../_components/table";

/** The curve's numbers, newest first. */
export function CurveTable({ curve }: { readonly curve: readonly CurvePoint[] }) {
  const calibrationId = useId();
  return (
    <>
      <div className="max-h-90 overflow-y-auto">
        <Table
          caption="Accuracy against labels spent, newest first"
          head={
            <>
              <HeadCell side="right">labels spent</HeadCell>
              <HeadCell side="right">model</HeadCell>
              <HeadCell side="right">accuracy</HeadCell>
              <HeadCell side="right">between</HeadCell>
              <HeadCell side="right">holdout</HeadCell>
              <HeadCell side="right">macro F1</HeadCell>
              <HeadCell side="right">log loss</HeadCell>
              <HeadCell side="right" aria-describedby={calibrationId}>
                calibration error
              </HeadCell>
            </>
          }
        >
          {curve.toReversed().map((point) => (
            <tr key={point.modelNumber}>
              <Cell side="right">{formatCount(point.labelsSpent)}</Cell>
              <Cell side="right">{point.modelNumber}</Cell>
              <Cell side="right" className="font-semibold whitespace-nowrap">
                {formatPercent(point.accuracy)}
              </Cell>
              <Cell side="right" className="whitespace-nowrap text-muted">
                {formatPoints(point.low)}–{formatPoints(point.high)}
              </Cell>
              <Cell side="right">{formatCount(point.holdoutCount)}</Cell>
              <Cell side="right">{point.macroF1.toFixed(2)}</Cell>
              <Cell side="right">{point.logLoss.toFixed(2)}</Cell>
              <Cell side="right">
                {point.calibrationError === null ? "–" : formatPercent(point.calibrationError)}
              </Cell>
            </tr>
          ))}
        </Table>
      </div>
      <p id={calibrationId} className="mt-3 text-[0.8125rem] text-muted">
        Calibration error is by how much the model’s confidence is off on average: at 0&nbsp;%, of the samples
        it is 80&nbsp;% sure of, 80&nbsp;% are right.
      </p>
    </>
  );
}
