"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import type { Hit, OwnAnswer } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { Button } from "../../../../_components/button";
import { ClassMark } from "../../../../_components/class-mark";
import { Excerpt, isExcerpt, WholeText } from "./hit-text";
import type { FindScreen } from "./use-find";

interface HitRowProps {
  readonly screen: FindScreen;
  readonly hit: Hit;
  readonly index: number;
  readonly isFocused: boolean;
  readonly isSelected: boolean;
  /** Whether its whole text is shown. */
  readonly isWhole: boolean;
  readonly own: OwnAnswer | null;
  readonly labelClasses: BenchState["labelClasses"];
  readonly onFocus: (index: number) => void;
  readonly onToggle: (hit: Hit) => void;
  readonly onWhole: (hit: Hit) => void;
  readonly onMoreLike: (hit: Hit) => void;
}

/** One sample that was found: where it matches, what it was labeled, and what is like it. */
export function HitRow(props: HitRowProps) {
  const { hit, index, isFocused, isSelected } = props;
  const strings = useTranslations("find");
  const { sample } = hit;
  const own = props.labelClasses.filter(({ id }) => props.own?.labelClassIds.includes(id));
  const name = sample.text?.slice(0, 80) ?? strings("imageNumber", { number: sample.sampleId });
  return (
    <li
      className={clsx(
        "flex scroll-mb-36 scroll-mt-2 flex-wrap items-start gap-x-3 gap-y-1 border-b border-line px-3 py-3 last:border-b-0",
        isSelected && "bg-accent-soft",
        isFocused && "shadow-[inset_3px_0_0_var(--accent)] rtl:shadow-[inset_-3px_0_0_var(--accent)]",
      )}
    >
      <label className="grid size-6 shrink-0 cursor-pointer place-items-center pointer-coarse:size-11">
        <input
          type="checkbox"
          data-hit={index}
          checked={isSelected}
          aria-label={strings("select", { name })}
          onFocus={() => props.onFocus(index)}
          onChange={() => props.onToggle(hit)}
          className="size-4.5 accent-accent"
        />
      </label>
      <div className="min-w-0 flex-1 basis-48">
        <HitContent {...props} />
        <p className="mt-1 flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted">
          {own.map(({ id, name: className, position }) => (
            <span key={id} className="flex items-center gap-1.5 font-medium text-ink">
              <ClassMark position={position} />
              <span dir="auto">{className}</span>
            </span>
          ))}
          {own.length === 0 && hit.isLabeled && props.own === null && (
            <span>{strings(hit.isImported ? "labeledByFile" : "labeledByOthers")}</span>
          )}
          {sample.externalId !== null && <span className="wrap-anywhere">{sample.externalId}</span>}
          {isExcerpt(hit) && (
            <button
              type="button"
              aria-expanded={props.isWhole}
              onFocus={() => props.onFocus(index)}
              onClick={() => props.onWhole(hit)}
              className="rounded text-accent underline underline-offset-2 hover:text-accent-strong pointer-coarse:min-h-11"
            >
              {strings(props.isWhole ? "excerpt" : "whole")}
            </button>
          )}
        </p>
      </div>
      <Button
        kind="quiet"
        onClick={() => props.onMoreLike(hit)}
        aria-label={strings("moreLikeName", { name })}
        className="shrink-0 max-sm:ms-auto pointer-coarse:min-h-11"
      >
        {strings("moreLike")}
      </Button>
    </li>
  );
}

function HitContent(props: HitRowProps) {
  const { screen, hit, index, isWhole } = props;
  const { imageUrl } = hit.sample;
  if (imageUrl !== null) {
    return (
      // biome-ignore lint/performance/noImgElement: the server's own preview
      <img
        src={`/api/v1${imageUrl.replace(/image$/, "preview")}`}
        alt=""
        loading="lazy"
        className="h-28 max-w-full rounded-md bg-sunken object-contain"
      />
    );
  }
  return isWhole ? (
    <WholeText screen={screen} hit={hit} onFocus={() => props.onFocus(index)} />
  ) : (
    <Excerpt hit={hit} />
  );
}
