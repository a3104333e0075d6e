"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { CurvePoint } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";
import { useFormat } from "../../../_components/use-format";

const height = 340;

type Plot = typeof import("@observablehq/plot");

interface LearningCurveProps {
  readonly curve: readonly CurvePoint[];
  readonly describedBy: string;
}

/** Accuracy with its 95 % band. The plotting library is fetched when the first curve is drawn. */
export function LearningCurve({ curve, describedBy }: LearningCurveProps) {
  const t = useTranslations("panel.curve");
  const format = useFormat();
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
    const figure = draw(plot, curve, width, { t, format });
    parent.replaceChildren(figure);
    const onKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && hideTip(figure);
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      figure.remove();
    };
  }, [plot, curve, width, t, format]);

  const last = curve.at(-1);
  return (
    <>
      <div
        ref={frame}
        role="img"
        // An axis runs from left to right in every language.
        dir="ltr"
        aria-label={
          last
            ? t("described", {
                accuracy: format.percent(last.accuracy),
                holdout: last.holdoutCount,
                labels: last.labelsSpent,
              })
            : t("name")
        }
        aria-describedby={describedBy}
        style={{ height }}
      />
      {failed && <p className="text-muted">{t("notLoaded")}</p>}
    </>
  );
}

interface Words {
  readonly t: ReturnType<typeof useTranslations<"panel.curve">>;
  readonly format: Format;
}

function draw(plot: Plot, curve: readonly CurvePoint[], width: number, words: Words) {
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
      label: words.t("axis"),
      labelArrow: "none",
      labelAnchor: "center",
      ...xScale(last, width),
    },
    y: {
      domain: [Math.max(0, Math.floor(lowest * 10) / 10), 1],
      label: null,
      ticks: 6,
      tickFormat: (share: number) => words.format.wholePercent(share),
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
          title: (point: CurvePoint) => describePoint(point, words),
          // Whoever moves onto the tip to read it must not lose it.
          maxRadius: Number.POSITIVE_INFINITY,
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

/** Takes the tip away while the pointer stays, also where a press has pinned it: the library knows only the pointer. */
function hideTip(figure: Element): void {
  for (const type of ["pointerleave", "pointerdown"]) {
    figure.dispatchEvent(new PointerEvent(type, { pointerType: "mouse" }));
  }
}

/** One point alone would stretch over the whole width; it stands where it belongs from zero on. */
function xScale(last: CurvePoint | undefined, width: number) {
  return { domain: [0, Math.max(20, last?.labelsSpent ?? 0)], ticks: width < 480 ? 4 : 8 };
}

function describePoint(point: CurvePoint, { t, format }: Words): string {
  return [
    t("pointAccuracy", {
      accuracy: format.percent(point.accuracy),
      low: format.points(point.low),
      high: format.points(point.high),
    }),
    t("pointLabels", { labels: point.labelsSpent, holdout: point.holdoutCount }),
    t("pointModel", { number: point.modelNumber }),
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
