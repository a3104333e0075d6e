"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import type { GridTile } from "@/lib/contracts/finding";
import type { BenchState, LeasedSample } from "@/lib/contracts/labeling";
import { ClassMark } from "../../../../_components/class-mark";
import { KeyCap } from "../../label/_bench/key-cap";

type LabelClass = BenchState["labelClasses"][number];

interface TileProps {
  readonly tile: GridTile;
  readonly index: number;
  readonly letter: string | null;
  readonly labelClasses: readonly LabelClass[];
  readonly pageClass: LabelClass;
  /** Undefined: no exception; null: another class, not said which. */
  readonly instead: string | null | undefined;
  readonly isFocused: boolean;
  readonly onFocus: (index: number) => void;
  readonly onFlip: (index: number) => void;
  readonly onAssign: (index: number, labelClassId: string | null) => void;
  readonly onOpenAlike: (index: number) => void;
  readonly onReady: () => void;
}

/** One sample of the page, or a group of samples that look the same; a press makes it an exception. */
export function Tile(props: TileProps) {
  const { tile, index, letter, instead, isFocused, pageClass } = props;
  const strings = useTranslations("grid");
  const sample = tile.samples[0]!;
  const isException = instead !== undefined;
  const alike = tile.samples.length - 1;
  return (
    <div
      data-tile={index}
      className={clsx(
        "relative flex min-w-0 flex-col overflow-hidden rounded-lg border bg-surface",
        isException ? "border-dashed border-warn bg-warn-soft" : "border-edge",
        isFocused &&
          "ring-2 ring-line has-[[data-flip]:focus-visible]:outline-2 has-[[data-flip]:focus-visible]:outline-accent",
      )}
    >
      <button
        type="button"
        data-flip={index}
        tabIndex={isFocused ? 0 : -1}
        aria-pressed={isException}
        aria-keyshortcuts={letter?.toUpperCase()}
        aria-label={nameOf(sample, index, strings)}
        onFocus={() => props.onFocus(index)}
        onClick={() => props.onFlip(index)}
        className={clsx(
          "flex min-h-0 flex-1 flex-col overflow-hidden text-start outline-none",
          // A text that goes on fades out; an image is shown as it is.
          sample.imageUrl === null && "[mask-image:linear-gradient(to_bottom,black_85%,transparent)]",
        )}
      >
        <TileContent sample={sample} isException={isException} onReady={props.onReady} />
      </button>
      {letter && (
        <KeyCap className="pointer-events-none absolute top-1.5 end-1.5 pointer-coarse:hidden">
          {letter.toUpperCase()}
        </KeyCap>
      )}
      {(isException || alike > 0) && (
        <div className="flex flex-wrap items-center gap-1.5 border-t border-line px-2 py-1 text-[0.75rem]">
          {isException && (
            <ExceptionChoice
              label={strings("otherClass")}
              none={strings("notThis", { name: pageClass.name })}
              labelClasses={props.labelClasses.filter(({ id }) => id !== pageClass.id)}
              instead={instead}
              onChoose={(labelClassId) => props.onAssign(index, labelClassId)}
            />
          )}
          {alike > 0 && (
            <button
              type="button"
              tabIndex={isFocused ? 0 : -1}
              onFocus={() => props.onFocus(index)}
              onClick={() => props.onOpenAlike(index)}
              className="min-h-6 rounded px-1 text-muted underline hover:text-ink pointer-coarse:min-h-11"
            >
              {strings("alike", { count: alike })}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function nameOf(
  sample: LeasedSample,
  index: number,
  strings: ReturnType<typeof useTranslations<"grid">>,
): string {
  return sample.text ?? strings("imageNumber", { number: index + 1 });
}

interface TileContentProps {
  readonly sample: LeasedSample;
  readonly isException: boolean;
  readonly onReady: () => void;
}

/** The text's beginning, or the image; an image that cannot be loaded counts as seen once that is clear. */
function TileContent({ sample, isException, onReady }: TileContentProps) {
  if (sample.imageUrl !== null) {
    return (
      // biome-ignore lint/performance/noImgElement: the server's own preview, already of the right size
      <img
        src={`/api/v1${sample.imageUrl.replace(/image$/, "preview")}`}
        alt=""
        width={sample.width ?? undefined}
        height={sample.height ?? undefined}
        onLoad={onReady}
        onError={onReady}
        className={clsx("m-auto size-full min-h-0 bg-sunken object-contain", isException && "opacity-45")}
      />
    );
  }
  return (
    <span
      dir="auto"
      className={clsx(
        "block w-full px-2.5 py-2 pe-9 leading-snug whitespace-pre-line wrap-anywhere",
        isException && "text-muted line-through decoration-warn",
      )}
    >
      {sample.text}
    </span>
  );
}

interface ExceptionChoiceProps {
  readonly label: string;
  readonly none: string;
  readonly labelClasses: readonly LabelClass[];
  readonly instead: string | null;
  readonly onChoose: (labelClassId: string | null) => void;
}

function ExceptionChoice({ label, none, labelClasses, instead, onChoose }: ExceptionChoiceProps) {
  const chosen = labelClasses.find(({ id }) => id === instead);
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1.5">
      {chosen && <ClassMark position={chosen.position} />}
      <select
        aria-label={label}
        value={instead ?? ""}
        onChange={(event) => onChoose(event.target.value === "" ? null : event.target.value)}
        className="min-h-7 w-full min-w-0 rounded border border-edge bg-surface px-1 text-warn pointer-coarse:min-h-11"
      >
        <option value="">{none}</option>
        {labelClasses.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
