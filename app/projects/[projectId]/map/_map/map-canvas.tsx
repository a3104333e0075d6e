"use client";

import { Maximize, Minus, Plus } from "lucide-react";
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type Chosen, nearestPoint, nothingChosen, pointsInView } from "./choose-points";
import { drawPoints, type Picture, pointRadius } from "./draw-points";
import type { LetterPlace } from "./letter-places";
import { MapOverlay } from "./map-overlay";
import { type Tool, useMapPointer } from "./use-map-pointer";
import { type MapView, useMapView } from "./use-map-view";
import { wholeMap } from "./viewport";

/** How near a pointer must come to a point, in pixels. For the keyboard, the nearest to the middle is meant, however far. */
const [reach, reachOfMiddle] = [14, Number.POSITIVE_INFINITY];
/** More device pixels than this are not seen, and cost time. */
const mostRatio = 2;

interface MapCanvasProps {
  /** Told which points are on the screen. */
  readonly inView: RefObject<() => Chosen>;
  readonly tool: Tool;
  readonly picture: Picture | null;
  readonly letters: readonly LetterPlace[];
  readonly label: string;
  readonly describedBy: string;
  readonly shown: number | null;
  readonly onShow: (point: number | null) => void;
  readonly onToggle: (point: number) => void;
  readonly onLasso: (corners: readonly number[]) => void;
}

/** The points, to be moved, magnified and chosen by pointer, fingers or keys. */
export function MapCanvas(props: MapCanvasProps) {
  const { inView, picture, letters, shown, onShow, onToggle } = props;
  const t = useTranslations("map");
  const keysId = useId();
  const [byKeys, setByKeys] = useState(false);
  // Kept here, so that a drag draws this alone anew.
  const frame = useRef<HTMLDivElement>(null);
  const map = useMapView(frame);
  const { size, view } = map;
  useLayoutEffect(() => {
    inView.current = () =>
      picture && view && size ? pointsInView(picture.points, view, size) : nothingChosen;
  }, [inView, picture, view, size]);
  const find = (place: { readonly x: number; readonly y: number }, within: number) =>
    picture && view ? nearestPoint(picture.points, view, place, within) : null;
  const { line, handlers } = useMapPointer({
    element: frame,
    map,
    tool: props.tool,
    onOver: (place) => place && onShow(find(place, reach) ?? shown),
    onPress: (place) => {
      const point = find(place, reach);
      if (point === null) return;
      onShow(point);
      onToggle(point);
    },
    onLasso: props.onLasso,
  });
  const middle = size && byKeys ? find({ x: size.width / 2, y: size.height / 2 }, reachOfMiddle) : null;
  useLayoutEffect(() => {
    if (middle !== null) onShow(middle);
  }, [middle, onShow]);
  return (
    <div className="relative" dir="ltr">
      <div
        ref={frame}
        role="application"
        aria-roledescription={t("roleDescription")}
        aria-label={props.label}
        aria-describedby={`${props.describedBy} ${keysId}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved and magnified by keys
        tabIndex={0}
        {...handlers}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            if (middle !== null) onToggle(middle);
          } else if (map.onKey(event.key)) event.preventDefault();
        }}
        onFocus={(event) => setByKeys(event.currentTarget.matches(":focus-visible"))}
        onBlur={() => setByKeys(false)}
        className={`relative h-[min(38rem,68dvh,95vw)] min-h-64 touch-none overflow-hidden rounded-lg bg-sunken select-none ${
          props.tool === "lasso" ? "cursor-crosshair" : "cursor-grab active:cursor-grabbing"
        }`}
      >
        {picture && <Points map={map} picture={picture} />}
        {picture && size && view && (
          <MapOverlay
            picture={picture}
            view={view}
            size={size}
            letters={letters}
            shown={shown}
            hasCross={byKeys}
            line={line}
          />
        )}
      </div>
      <ZoomButtons map={map} />
      <p id={keysId} className="mt-2 text-[0.8125rem] text-muted print:hidden">
        {t("keys")}
      </p>
    </div>
  );
}

function Points({ map: { size, view }, picture }: { readonly map: MapView; readonly picture: Picture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = useRef<ImageData | null>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !size || !view) return;
    const ratio = Math.min(mostRatio, window.devicePixelRatio);
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (width === 0 || height === 0) return;
    if (image.current?.width !== width || image.current.height !== height) {
      image.current = new ImageData(width, height);
      [context.canvas.width, context.canvas.height] = [width, height];
    }
    const radius = pointRadius(picture.points.x.length, view.scale / wholeMap(size).scale);
    drawPoints(image.current, picture, view, { radius, ratio });
    context.putImageData(image.current, 0, 0);
  }, [size, view, picture]);
  return (
    <canvas
      ref={canvas}
      className="absolute inset-0 size-full forced-color-adjust-none [print-color-adjust:exact]"
    />
  );
}

function ZoomButtons({ map }: { readonly map: MapView }) {
  const t = useTranslations("map");
  return (
    <div className="absolute end-2 top-2 flex flex-col overflow-hidden rounded-lg border border-edge bg-surface print:hidden">
      <ZoomButton
        label={t("zoomIn")}
        onPress={() => map.zoom(1.5)}
        icon={<Plus size={16} aria-hidden="true" />}
      />
      <ZoomButton
        label={t("zoomOut")}
        onPress={() => map.zoom(1 / 1.5)}
        icon={<Minus size={16} aria-hidden="true" />}
      />
      <ZoomButton
        label={t("showAll")}
        onPress={map.showAll}
        icon={<Maximize size={15} aria-hidden="true" />}
      />
    </div>
  );
}

function ZoomButton(props: {
  readonly label: string;
  readonly onPress: () => void;
  readonly icon: ReactNode;
}) {
  return (
    <button
      type="button"
      title={props.label}
      aria-label={props.label}
      onClick={props.onPress}
      className="grid size-9 place-items-center text-muted not-first:border-t not-first:border-line hover:bg-sunken hover:text-ink focus-visible:outline-offset-[-2px] pointer-coarse:size-11"
    >
      {props.icon}
    </button>
  );
}
