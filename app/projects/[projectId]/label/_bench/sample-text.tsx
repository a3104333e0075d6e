"use client";

import { type RefObject, useEffect, useMemo, useRef } from "react";
import { useTranslations } from "use-intl";
import { useHighlight } from "../../../../_components/use-highlight";
import { useTextSize } from "./text-size";
import { estimatedLines, textSlices } from "./text-slices";

interface SampleTextProps {
  readonly sampleId: number;
  readonly text: string;
  /** Words to mark in it. */
  readonly highlight: readonly string[];
  readonly onPainted: (sampleId: number) => void;
}

/** Lines are at most this wide, in widths of the digit zero, which most letters stay below. */
const lineCharacters = 66;
const lineHeight = 1.55;

/** A text in the middle of the card; a long one scrolls inside. */
export function SampleText({ sampleId, text, highlight, onPainted }: SampleTextProps) {
  const t = useTranslations("bench.sample");
  const region = useRef<HTMLElement>(null);
  const [textSize] = useTextSize();
  useEffect(() => {
    const frame = requestAnimationFrame(() => onPainted(sampleId));
    return () => cancelAnimationFrame(frame);
  }, [sampleId, onPainted]);
  useScrollKeys(region);
  useHighlight(region, highlight, text);
  const slices = useMemo(() => textSlices(text), [text]);
  return (
    <section
      ref={region}
      aria-label={t("name")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
      tabIndex={0}
      className="absolute inset-0 flex touch-pan-y overflow-y-auto overscroll-contain rounded-xl px-5 py-6 focus-visible:outline-offset-[-2px] sm:px-[3.25rem] sm:py-11"
    >
      <div
        dir="auto"
        className="relative m-auto w-full group-has-[[data-paused]]/card:after:absolute group-has-[[data-paused]]/card:after:top-full group-has-[[data-paused]]/card:after:h-28 group-has-[[data-paused]]/card:after:w-px tracking-[-0.003em] whitespace-pre-wrap wrap-anywhere"
        style={{ maxWidth: `${lineCharacters}ch`, fontSize: `${textSize / 16}rem`, lineHeight }}
      >
        {slices.map((slice, place) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the slices of one text never change
            key={place}
            className="[unicode-bidi:plaintext]"
            style={
              slices.length === 1
                ? undefined
                : {
                    contentVisibility: "auto",
                    containIntrinsicBlockSize: `auto ${estimatedLines(slice, lineCharacters) * lineHeight}em`,
                  }
            }
          >
            {slice}
          </div>
        ))}
      </div>
    </section>
  );
}

/** How far keys scroll, as a share of what is visible. */
const steps = new Map([
  ["ArrowDown", 0.12],
  ["ArrowUp", -0.12],
  ["PageDown", 0.85],
  ["PageUp", -0.85],
  ["Home", Number.NEGATIVE_INFINITY],
  ["End", Number.POSITIVE_INFINITY],
]);

/** Arrow and page keys scroll the sample while nothing else has the focus. */
function useScrollKeys(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = steps.get(event.key);
      const element = region.current;
      if (step === undefined || !element || event.target !== document.body) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (Number.isFinite(step)) element.scrollBy({ top: step * element.clientHeight });
      else element.scrollTo({ top: step < 0 ? 0 : element.scrollHeight });
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [region]);
}
