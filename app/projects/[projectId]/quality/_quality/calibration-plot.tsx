"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/quality";
import { useFormat } from "../../../../_components/use-format";
import { useWidth } from "../../../../_components/use-width";

const height = 270;
const margin = { top: 10, end: 26, bottom: 26, start: 48 };
const ticks = [0, 0.25, 0.5, 0.75, 1];

type Bin = Quality["calibration"][number];

interface CalibrationPlotProps {
  readonly bins: readonly Bin[];
  readonly describedBy: string;
}

/** The share that is right against confidence; on the dashed line both are the same. */
export function CalibrationPlot({ bins, describedBy }: CalibrationPlotProps) {
  const t = useTranslations("quality.calibration");
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const x = (share: number) => margin.start + share * Math.max(0, width - margin.start - margin.end);
  const y = (share: number) => height - margin.bottom - share * (height - margin.top - margin.bottom);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return (
    <div
      ref={frame}
      role="img"
      // An axis runs from left to right in every language.
      dir="ltr"
      aria-label={t("described", { bins: bins.length })}
      aria-describedby={describedBy}
      style={{ minHeight: height }}
      className="forced-color-adjust-none [print-color-adjust:exact]"
    >
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true" className="block max-w-full text-xs">
          {ticks.map((tick) => (
            <g key={tick} className="fill-muted">
              <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
              <text x={x(0) - 8} y={y(tick)} dy="0.32em" textAnchor="end">
                {format.wholePercent(tick)}
              </text>
              <text x={x(tick)} y={y(0) + 18} textAnchor="middle">
                {format.wholePercent(tick)}
              </text>
            </g>
          ))}
          <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--muted)" strokeDasharray="2 4" />
          {bins.map((bin) => (
            <BinMark key={bin.confidence} bin={bin} x={x} y={y} most={most} />
          ))}
        </svg>
      )}
      <p className="mt-1 text-center text-xs text-muted">{t("axis")}</p>
    </div>
  );
}

interface BinMarkProps {
  readonly bin: Bin;
  readonly x: (share: number) => number;
  readonly y: (share: number) => number;
  /** Samples of the fullest bin. */
  readonly most: number;
}

/** A dot whose area grows with its samples, and the interval through it. */
function BinMark({ bin: { confidence, accuracy, count }, x, y, most }: BinMarkProps) {
  const t = useTranslations("quality.calibration");
  const format = useFormat();
  return (
    <g>
      <title>
        {t("bin", {
          confidence: format.percent(confidence),
          accuracy: format.percent(accuracy.value),
          count,
        })}
      </title>
      <line
        x1={x(confidence)}
        x2={x(confidence)}
        y1={y(accuracy.low ?? 0)}
        y2={y(accuracy.high ?? 1)}
        stroke="var(--accent)"
        strokeWidth={6}
        strokeLinecap="round"
        strokeOpacity={0.25}
      />
      <circle
        cx={x(confidence)}
        cy={y(accuracy.value)}
        r={3 + 5 * Math.sqrt(count / most)}
        fill="var(--accent)"
        stroke="var(--surface)"
        strokeWidth={1.5}
      />
    </g>
  );
}
