"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { cutMark, type Hit, type SampleText } from "@/lib/contracts/finding";
import { callApi } from "../../../../_components/call-api";
import { ErrorNote } from "../../../../_components/error-note";
import { wordsOf } from "../../../../_components/find-words";
import { useHighlight } from "../../../../_components/use-highlight";
import type { FindScreen } from "./use-find";

/** Whether the row shows less than there is. */
export function isExcerpt({ sample, excerpt }: Hit): boolean {
  if (sample.text === null) return false;
  return sample.text.endsWith(cutMark) || excerpt.map(({ text }) => text).join("") !== sample.text.trimEnd();
}

/** The part of a text where it matches. */
export function Excerpt({ hit: { excerpt } }: { readonly hit: Hit }) {
  return (
    <p dir="auto" className="leading-relaxed whitespace-pre-line wrap-anywhere">
      {excerpt.map(({ text, isMatch }, i) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
        if (!isMatch) return <span key={i}>{text}</span>;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
          <mark key={i} className="rounded-xs bg-wheat-soft px-0.5 font-medium text-ink">
            {text}
          </mark>
        );
      })}
    </p>
  );
}

interface WholeTextProps {
  readonly screen: FindScreen;
  readonly hit: Hit;
  readonly onFocus: () => void;
}

/** The text from its beginning to its end; a long one scrolls inside. What the list left out is fetched. */
export function WholeText({ screen, hit: { sample }, onFocus }: WholeTextProps) {
  const strings = useTranslations("find");
  const region = useRef<HTMLElement>(null);
  const { sampleId } = sample;
  const fetched = useQuery({
    queryKey: ["sample-text", screen.projectId, sampleId],
    queryFn: () => callApi<SampleText>(`/api/v1/projects/${screen.projectId}/samples/${sampleId}/text`),
    // A text may end so by itself; it is fetched for nothing then.
    enabled: sample.text?.endsWith(cutMark) ?? false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const text = fetched.data?.text ?? sample.text ?? "";
  useHighlight(region, wordsOf(screen.typed), text);
  return (
    <>
      <section
        ref={region}
        data-whole
        aria-label={strings("wholeText")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
        tabIndex={0}
        onFocus={onFocus}
        className="max-h-[min(50dvh,26rem)] overflow-y-auto overscroll-contain rounded-sm"
      >
        <p dir="auto" className="leading-relaxed whitespace-pre-wrap wrap-anywhere">
          {text}
        </p>
      </section>
      {fetched.error && <ErrorNote error={fetched.error} />}
    </>
  );
}
