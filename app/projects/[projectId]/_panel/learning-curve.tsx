"use client";

import { useEffect, useRef, useState } from "react";
import type { CurvePoint } from "@/lib/contracts/panel";
import { formatPercent, formatPlural, formatPoints } from "../../../_components/format";

const height = 340;

type Plot = typeof import("@observablehq/plot");

interface LearningCurveProps {
  readonly curve: readonly CurvePoint[];
  readonly describedBy: string;
}

/** Accuracy with its 95 % band. The plotting library is fetched when the first curve is drawn. */
export function LearningCurve({ curve, describedBy }: LearningCurveProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<Plot | null>(null);
  const [failed, setFailed] = useState(false);
  const width = useWidth(frame);

  useEffect(() => {
    import("@observablehq/plot").then(setPlot, () => setFailed(true));
  }, []);

  useEffect(() => {
    const parent = frame.current;
    if (!plot || !parent || width === 0) return;
    const figure = draw(plot, curve, width);
    parent.replaceChildren(figure);
    return () => figure.remove();
  }, [plot, curve, width]);

  const last = curve.at(-1);
  return (
    <>
      <div
        ref={frame}
        role="img"
        aria-label={
          last
            ? `Learning curve: ${formatPercent(last.accuracy)} of ${formatPlural(last.holdoutCount, "holdout sample")} after ${formatPlural(last.labelsSpent, "label")}. The table has every number.`
            : "Learning curve"
        }
        aria-describedby={describedBy}
        style={{ height }}
      />
      {failed && <p className="text-muted">The chart could not be loaded. The table has every number.</p>}
    </>
  );
}

function draw(plot: Plot, curve: readonly CurvePoint[], width: number) {
  const last = curve.at(-1);
  const lowest = Math.min(...curve.map((point) => point.low));
  const chart = plot.plot({
    width,
    height,
    marginLeft: 48,
    marginRight: 16,
    marginBottom: 42,
    style: { fontFamily: "inherit", fontSize: "12px", color: "var(--muted)", background: "transparent" },
    x: {
      label: "labels spent, all slots counted",
      labelArrow: "none",
      labelAnchor: "center",
      ...xScale(last, width),
    },
    y: {
      domain: [Math.max(0, Math.floor(lowest * 10) / 10), 1],
      label: null,
      ticks: 6,
      tickFormat: (share: number) => `${Math.round(share * 100)} %`,
    },
    marks: [
      plot.gridY({ ticks: 6, stroke: "var(--line)", strokeOpacity: 1 }),
      plot.areaY(curve, {
        x: "labelsSpent",
        y1: "low",
        y2: "high",
        fill: "var(--accent)",
        fillOpacity: 0.14,
      }),
      plot.lineY(curve, { x: "labelsSpent", y: "accuracy", stroke: "var(--accent)", strokeWidth: 2.5 }),
      plot.dot(last ? [last] : [], {
        x: "labelsSpent",
        y: "accuracy",
        r: 5,
        fill: "var(--accent)",
        stroke: "var(--surface)",
        strokeWidth: 2,
      }),
      plot.tip(
        curve,
        plot.pointerX({
          x: "labelsSpent",
          y: "accuracy",
          title: describePoint,
          lineHeight: 1.45,
          fontSize: 12.5,
          fill: "var(--surface)",
          stroke: "var(--line)",
        }),
      ),
    ],
  });
  // The frame around it carries the name and the description.
  chart.setAttribute("aria-hidden", "true");
  return chart;
}

/** One point alone would stretch over the whole width; it stands where it belongs from zero on. */
function xScale(last: CurvePoint | undefined, width: number) {
  return { domain: [0, Math.max(20, last?.labelsSpent ?? 0)], ticks: width < 480 ? 4 : 8 };
}

function describePoint(point: CurvePoint): string {
  return [
    `${formatPercent(point.accuracy)}, between ${formatPoints(point.low)} and ${formatPoints(point.high)}`,
    `${formatPlural(point.labelsSpent, "label")}, ${point.holdoutCount} of them holdout`,
    `model ${point.modelNumber}`,
  ].join("\n");
}

function useWidth(frame: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
