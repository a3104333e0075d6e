import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { LeasedSample } from "@/lib/contracts/labeling";
import { keyCap } from "./bench-commands";
import type { GuidelinesNewsKind } from "./guidelines-news";
import { KeyCap } from "./key-cap";
import { SampleImages } from "./later-parts";
import { SampleText } from "./sample-text";
import { type SwipeActs, useSwipe } from "./use-swipe";

/** The shown image and the next two, decoded ahead. */
const imagesAhead = 3;

interface SampleCardProps {
  readonly samples: readonly LeasedSample[];
  readonly notice: string | null;
  /** Whether single keys are heard. */
  readonly keys: boolean;
  /** Words to mark in texts. */
  readonly highlight: readonly string[];
  readonly swipes: SwipeActs;
  readonly onPainted: (sampleId: number) => void;
  /** Lies over the foot of the card, so that it moves nothing; below a text there is room to scroll it into sight. */
  readonly paused: ReactNode;
  /** Stands in place of the sample when there is none. */
  readonly empty: ReactNode;
  /** Tells that the guidelines changed. */
  readonly news: ReactNode;
  /** Opened beside the sample. */
  readonly guidelines: ReactNode;
  /** Opened below the sample. */
  readonly metadata: ReactNode;
}

/** The sample, big; whatever is in it, the card keeps its place and its size. */
export function SampleCard(props: SampleCardProps) {
  const { samples, notice, keys, onPainted, empty, guidelines } = props;
  const sample = samples[0];
  const swipe = useSwipe(props.swipes);
  const images = samples.slice(0, imagesAhead).filter(({ imageUrl }) => imageUrl !== null);
  return (
    <div
      className="group/card relative h-[46dvh] min-h-56 touch-pan-y overflow-hidden rounded-xl border border-line bg-surface shadow-card md:h-auto md:min-h-0"
      {...swipe.handlers}
    >
      {!guidelines && props.news}
      <div
        className={clsx(
          "absolute inset-x-0 bottom-0",
          props.news && !guidelines ? "top-11" : "top-0",
          guidelines && "bottom-1/2 lg:end-[40%] lg:bottom-0",
        )}
      >
        {!sample && <div className="grid h-full place-items-center overflow-y-auto">{empty}</div>}
        {sample?.text != null && (
          <SampleText
            key={sample.sampleId}
            sampleId={sample.sampleId}
            text={sample.text}
            highlight={props.highlight}
            onPainted={onPainted}
          />
        )}
        {images.length > 0 && <SampleImages samples={images} keys={keys} onPainted={onPainted} />}
        {notice && (
          <p className="absolute inset-x-3 top-3 z-10 rounded-lg border border-warn/50 bg-warn-soft px-4 py-2">
            {notice}
          </p>
        )}
      </div>
      {props.paused}
      {sample && swipe.meant && <SwipeHint acts={props.swipes} meant={swipe.meant} />}
      {sample && props.metadata}
      {guidelines}
    </div>
  );
}

/** What lifting the finger now would do. */
function SwipeHint({ acts, meant }: { readonly acts: SwipeActs; readonly meant: "left" | "right" }) {
  return (
    <p
      aria-hidden="true"
      className={clsx(
        "pointer-events-none absolute top-1/2 z-20 -translate-y-1/2 rounded-lg bg-ink px-4 py-3 text-base font-medium text-bg",
        meant === "left" ? "right-3" : "left-3",
      )}
    >
      {acts[meant]?.name}
    </p>
  );
}

interface GuidelinesNewsProps {
  readonly news: GuidelinesNewsKind;
  /** What opens them; undefined where no key does. */
  readonly openKey: string | undefined;
  readonly onOpen: () => void;
}

/** Stays until the guidelines were opened. */
export function GuidelinesNews({ news, openKey, onOpen }: GuidelinesNewsProps) {
  const t = useTranslations("bench.guidelines");
  return (
    <button
      type="button"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onOpen}
      className="absolute inset-x-0 top-0 z-10 flex h-11 items-center gap-2 rounded-t-xl border-b border-line bg-wheat-soft px-5 text-start text-[0.8125rem] font-medium hover:underline focus-visible:outline-offset-[-2px] sm:px-[3.25rem]"
    >
      <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-wheat" />
      <span className="min-w-0 flex-1 truncate">{t(news)}</span>
      {openKey && <KeyCap className="pointer-coarse:hidden">{keyCap(openKey)}</KeyCap>}
    </button>
  );
}
