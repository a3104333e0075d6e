"use client";

import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { zoomStep } from "./image-view";
import type { Direction } from "./use-zoom";

interface ZoomButtonsProps {
  readonly scale: number;
  readonly onZoom: (factor: number) => void;
  readonly onReset: () => void;
}

/** Smaller, fitted, larger: in a row of their own below the image. */
export function ZoomButtons({ scale, onZoom, onReset }: ZoomButtonsProps) {
  const t = useTranslations("bench.sample");
  const format = useFormatter();
  return (
    <fieldset className="absolute inset-x-0 bottom-1.5 flex items-center justify-center gap-1">
      <legend className="sr-only">{t("zoom")}</legend>
      <ImageButton name={t("zoomOut")} keys="-" isOff={scale === 1} onPress={() => onZoom(1 / zoomStep)}>
        <Minus size={17} aria-hidden="true" />
      </ImageButton>
      <ImageButton name={t("zoomReset")} isOff={scale === 1} onPress={onReset}>
        <span className="w-14 text-[0.8125rem]">
          {format.number(scale, { style: "percent", maximumFractionDigits: 0 })}
        </span>
      </ImageButton>
      <ImageButton name={t("zoomIn")} keys="+" onPress={() => onZoom(zoomStep)}>
        <Plus size={17} aria-hidden="true" />
      </ImageButton>
    </fieldset>
  );
}

const edges = [
  { direction: "ArrowLeft", name: "panLeft", icon: ChevronLeft, place: "left-1 top-1/2 -translate-y-1/2" },
  {
    direction: "ArrowRight",
    name: "panRight",
    icon: ChevronRight,
    place: "right-1 top-1/2 -translate-y-1/2",
  },
  { direction: "ArrowUp", name: "panUp", icon: ChevronUp, place: "top-1 left-1/2 -translate-x-1/2" },
  {
    direction: "ArrowDown",
    name: "panDown",
    icon: ChevronDown,
    place: "bottom-14 left-1/2 -translate-x-1/2",
  },
] as const;

/** At the edges of a zoomed image, for those who cannot drag. */
export function PanButtons({ onPan }: { readonly onPan: (direction: Direction) => void }) {
  const t = useTranslations("bench.sample");
  return edges.map(({ direction, name, icon: Icon, place }) => (
    <span key={direction} className={`absolute z-10 rounded-lg border border-edge bg-surface ${place}`}>
      <ImageButton name={t(name)} onPress={() => onPan(direction)}>
        <Icon size={18} aria-hidden="true" />
      </ImageButton>
    </span>
  ));
}

interface ImageButtonProps {
  readonly name: string;
  readonly keys?: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function ImageButton({ name, keys, isOff = false, onPress, children }: ImageButtonProps) {
  return (
    <button
      type="button"
      title={name}
      aria-label={name}
      aria-keyshortcuts={keys}
      aria-disabled={isOff || undefined}
      // The focus stays where keys label.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => isOff || onPress()}
      className="grid h-9 min-w-9 place-items-center rounded-lg text-ink hover:bg-sunken active:bg-line aria-disabled:text-muted aria-disabled:hover:bg-transparent pointer-coarse:h-11 pointer-coarse:min-w-11"
    >
      {children}
    </button>
  );
}
