"use client";

import clsx from "clsx";
import { type RefObject, useEffect, useRef } from "react";

interface SampleTextProps {
  readonly sampleId: number;
  readonly text: string;
  readonly onPainted: (sampleId: number) => void;
}

/** A text in the middle of the card; a long one is set smaller and scrolls inside. */
export function SampleText({ sampleId, text, onPainted }: SampleTextProps) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => onPainted(sampleId));
    return () => cancelAnimationFrame(frame);
  }, [sampleId, onPainted]);
  useScrollKeys(region);
  return (
    <section
      ref={region}
      aria-label="Sample"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
      tabIndex={0}
      className="absolute inset-0 flex overflow-y-auto overscroll-contain rounded-xl px-5 py-6 focus-visible:outline-offset-[-2px] sm:px-[3.25rem] sm:py-11"
    >
      <p
        dir="auto"
        className={clsx(
          "m-auto w-full max-w-[34em] leading-[1.55] whitespace-pre-wrap wrap-anywhere",
          text.length < 400 && "text-[1.25rem] tracking-[-0.005em] sm:text-[1.4375rem]",
          text.length >= 400 && text.length < 1200 && "text-[1.125rem]",
          text.length >= 1200 && "text-base",
        )}
      >
        {text}
      </p>
    </section>
  );
}

/** How far keys scroll, as a share of what is visible. */
const steps = new Map([
  ["ArrowDown", 0.12],
  ["ArrowUp", -0.12],
  ["PageDown", 0.85],
  ["PageUp", -0.85],
]);

/** Arrow and page keys scroll the sample while nothing else has the focus. */
function useScrollKeys(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = steps.get(event.key);
      const element = region.current;
      if (step === undefined || !element || event.target !== document.body) return;
      element.scrollBy({ top: step * element.clientHeight });
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [region]);
}
