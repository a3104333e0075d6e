"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { SimulationReport } from "@/lib/contracts/simulations";
import type { Format } from "../../../_components/format";
import { useFormat } from "../../../_components/use-format";
import { type EngineWords, strategyName } from "../_engine/engine-words";
import { seriesStyle } from "./series-style";

const height = 340;

type Plot = typeof import("@observablehq/plot");

interface SimulationChartProps {
  readonly report: SimulationReport;
  /** The strategy whose curve is brought out; null: all alike. */
  readonly focus: string | null;
  readonly describedBy: string;
}

/** The middle seed of each strategy as a line, lowest to highest as a band. Names stand in the table below it. */
export function SimulationChart({ report, focus, describedBy }: SimulationChartProps) {
  const t = useTranslations("simulate.chart");
  const engine = useTranslations("engine");
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<Plot | null>(null);
  const [failed, setFailed] = useState(false);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    import("@observablehq/plot").then(setPlot, () => setFailed(true));
  }, []);

  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const parent = frame.current;
    if (!plot || !parent || width === 0) return;
    const figure = draw(plot, report, { width, focus, axis: t("axis"), engine, format });
    parent.replaceChildren(figure);
    return () => figure.remove();
  }, [plot, report, width, focus, t, engine, format]);

  return (
    <>
      <div
        ref={frame}
        role="img"
        // An axis runs from left to right in every language.
        dir="ltr"
        aria-label={t("name", { strategies: report.strategies.length })}
        aria-describedby={describedBy}
        className="mb-4"
        style={{ height }}
      />
      {failed && <p className="text-muted">{t("notLoaded")}</p>}
    </>
  );
}

interface Drawing {
  readonly width: number;
  readonly focus: string | null;
  readonly axis: string;
  readonly engine: EngineWords;
  readonly format: Format;
}

function draw(plot: Plot, report: SimulationReport, { width, focus, axis, engine, format }: Drawing) {
  const points = report.strategies.flatMap(({ strategy, curve }) =>
    curve.map((point) => ({ strategy, ...point })),
  );
  const lowest = Math.min(1, ...points.map(({ low }) => low));
  const isFaint = (strategy: string) => focus !== null && focus !== strategy;
  const chart = plot.plot({
    width,
    height,
    marginLeft: 48,
    marginRight: 16,
    marginBottom: 42,
    style: { fontFamily: "inherit", fontSize: "12px", color: "var(--muted)", background: "transparent" },
    x: {
      label: axis,
      labelArrow: "none",
      labelAnchor: "center",
      // Above the picture's lower edge by more than letters hang down.
      labelOffset: 36,
      domain: [0, Math.max(10, ...points.map(({ labels }) => labels))],
      ticks: width < 480 ? 4 : 8,
    },
    y: {
      domain: [Math.max(0, Math.floor(lowest * 10) / 10), 1],
      label: null,
      ticks: 6,
      tickFormat: (share: number) => format.wholePercent(share),
    },
    marks: [
      plot.gridY({ ticks: 6, stroke: "var(--line)", strokeOpacity: 1 }),
      ...report.strategies.map(({ strategy, curve }) =>
        plot.areaY(curve, {
          x: "labels",
          y1: "low",
          y2: "high",
          fill: seriesStyle(report, strategy).color,
          fillOpacity: isFaint(strategy) ? 0.04 : 0.13,
        }),
      ),
      ...report.strategies.map(({ strategy, curve }) => {
        const { color, dash } = seriesStyle(report, strategy);
        return plot.lineY(curve, {
          x: "labels",
          y: "median",
          stroke: color,
          strokeWidth: 2.25,
          strokeDasharray: dash,
          strokeOpacity: isFaint(strategy) ? 0.25 : 1,
        });
      }),
      plot.tip(
        points,
        plot.pointer({
          x: "labels",
          y: "median",
          title: ({ strategy, labels, median, low, high }: (typeof points)[number]) =>
            `${strategyName(strategy, engine)}, ${format.count(labels)}\n${format.percent(median)} (${format.points(low)}–${format.points(high)})`,
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
