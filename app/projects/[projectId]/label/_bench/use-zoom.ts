"use client";

import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import {
  fittedView,
  type ImageView,
  keepInFrame,
  type Point,
  panBy,
  type Size,
  zoomAt,
  zoomStep,
} from "./image-view";

const doubleClickZoom = 2.5;
/** Pixels of one press of an arrow. */
const arrowStep = 80;
const wheelSpeed = 0.004;
const middle: Point = { x: 0, y: 0 };

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: arrowStep, y: 0 },
  ArrowRight: { x: -arrowStep, y: 0 },
  ArrowUp: { x: 0, y: arrowStep },
  ArrowDown: { x: 0, y: -arrowStep },
};

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

interface ZoomOptions {
  readonly frame: RefObject<HTMLElement | null>;
  /** How large the image is at scale 1. */
  readonly fitted: () => Size;
  /** Whether single keys are heard at all. */
  readonly keys: boolean;
}

/** Zoom and pan by wheel, pinch, drag, double click, keys and buttons. */
export function useZoom({ frame, fitted, keys }: ZoomOptions) {
  const [view, setView] = useState(fittedView);
  const change = useCallback(
    (next: (view: ImageView) => ImageView) =>
      setView((view) => (frame.current ? keepInFrame(next(view), fitted(), sizeOf(frame.current)) : view)),
    [frame, fitted],
  );
  const zoom = useCallback(
    (factor: number, point: Point = middle) => change((view) => zoomAt(view, factor, point)),
    [change],
  );
  const pan = useCallback(
    (direction: Direction) => change((view) => panBy(view, arrows[direction]!)),
    [change],
  );
  const reset = useCallback(() => setView(fittedView), []);

  useWheelZoom(frame, zoom);
  useZoomKeys({ isZoomed: view.scale > 1, isOn: keys, frame, zoom, pan });
  const drag = useDrag(frame, {
    zoom,
    isZoomed: view.scale > 1,
    move: (by) => change((view) => panBy(view, by)),
  });
  const onDoubleClick = (event: { clientX: number; clientY: number }) => {
    if (view.scale > 1) reset();
    else if (frame.current) zoom(doubleClickZoom, fromMiddle(frame.current, event));
  };
  return { view, zoom, pan, reset, handlers: { ...drag, onDoubleClick } };
}

function sizeOf(element: HTMLElement): Size {
  return { width: element.clientWidth, height: element.clientHeight };
}

function fromMiddle(element: HTMLElement, at: { clientX: number; clientY: number }): Point {
  const box = element.getBoundingClientRect();
  return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 };
}

type Zoom = (factor: number, point?: Point) => void;

/** Ctrl and the wheel, and the pinch of a touch pad, which browsers report as that. */
function useWheelZoom(frame: RefObject<HTMLElement | null>, zoom: Zoom): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * wheelSpeed), fromMiddle(element, event));
    };
    // Not passive, or the page would be zoomed as well.
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [frame, zoom]);
}

interface ZoomKeys {
  readonly isZoomed: boolean;
  readonly isOn: boolean;
  readonly frame: RefObject<HTMLElement | null>;
  readonly zoom: Zoom;
  readonly pan: (direction: Direction) => void;
}

/** Plus, minus and arrows, while nothing but the image has the focus. */
function useZoomKeys({ isZoomed, isOn, frame, zoom, pan }: ZoomKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isOurs = event.target === frame.current || (isOn && event.target === document.body);
      if (!isOurs || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "+" || event.key === "=") zoom(zoomStep);
      else if (event.key === "-") zoom(1 / zoomStep);
      else if (isZoomed && event.key in arrows) pan(event.key as Direction);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isZoomed, isOn, frame, zoom, pan]);
}

interface DragMoves {
  readonly isZoomed: boolean;
  readonly zoom: Zoom;
  readonly move: (by: Point) => void;
}

/** One pointer drags a zoomed image; two pinch. */
function useDrag(frame: RefObject<HTMLElement | null>, { isZoomed, zoom, move }: DragMoves) {
  const down = useRef(new Map<number, Point>());
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = down.current.get(event.pointerId);
    if (!before || !frame.current) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
    down.current.set(event.pointerId, now);
    if (other) {
      const grown = distance(now, other) / Math.max(1, distance(before, other));
      zoom(
        grown,
        fromMiddle(frame.current, { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }),
      );
    } else if (isZoomed) move({ x: now.x - before.x, y: now.y - before.y });
  };
  const lift = (event: PointerEvent<HTMLElement>) => down.current.delete(event.pointerId);
  return {
    onPointerMove,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      down.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (isZoomed) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onPointerLeave: lift,
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
