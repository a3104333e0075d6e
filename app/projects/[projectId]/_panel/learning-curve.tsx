"use client";

import { useEffect, useRef, useState } from "react";
import { useWidth } from "../../../_components/use-width";
import type { CurveData } from "./curve-data";
import { drawCurve, type Plot } from "./draw-curve";
import { scoreOf } from "./figures";
import { useWords } from "./use-words";

interface LearningCurveProps {
  readonly data: CurveData;
  readonly currency: string;
  readonly describedBy: string;
}

/** The chart. The plotting library is fetched when the first curve is drawn. */
export function LearningCurve({ data, currency, describedBy }: LearningCurveProps) {
  const words = useWords();
  const { t } = words;
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
    const figure = drawCurve({ plot, data, width, currency, words });
    parent.replaceChildren(figure);
    const onKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && hideTip(figure);
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      figure.remove();
    };
  }, [plot, data, width, currency, words]);

  const last = data.points.at(-1);
  return (
    <>
      <div
        ref={frame}
        role="img"
        // An axis runs from left to right in every language.
        dir="ltr"
        aria-label={
          last
            ? t("curve.described", {
                metric: data.metric,
                score: scoreOf(data.metric, last.value, words),
                holdout: last.point.holdoutCount,
                labels: last.point.labelsSpent,
              })
            : t("curve.name")
        }
        aria-describedby={describedBy}
        className="min-h-75 sm:min-h-95"
      />
      {failed && <p className="text-muted">{t("curve.notLoaded")}</p>}
    </>
  );
}

/** Takes the tip away while the pointer stays, also where a press has pinned it: the library knows only the pointer. */
function hideTip(figure: Element): void {
  for (const type of ["pointerleave", "pointerdown"]) {
    figure.dispatchEvent(new PointerEvent(type, { pointerType: "mouse" }));
  }
}
