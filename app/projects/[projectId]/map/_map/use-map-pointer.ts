"use client";

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { MapView } from "./use-map-view";

export const tools = ["move", "lasso"] as const;
export type Tool = (typeof tools)[number];

interface Place {
  readonly x: number;
  readonly y: number;
}

interface PointerParts {
  readonly element: RefObject<HTMLElement | null>;
  readonly map: MapView;
  readonly tool: Tool;
  /** The pointer rests over a place; null when it has left. */
  readonly onOver: (place: Place | null) => void;
  readonly onPress: (place: Place) => void;
  /** A line was drawn: x and y in turn, in map units. */
  readonly onLasso: (corners: readonly number[]) => void;
}

/** A pointer that moved less than this has pressed, not dragged. */
const pressReach = 4;
/** How much one step of a wheel magnifies. */
const wheelStep = 0.0018;

/** What pointers do on the map: drag it, pinch it, draw a line around points, press one. */
export function useMapPointer({ element, map, tool, onOver, onPress, onLasso }: PointerParts) {
  const down = useRef(new Map<number, Place>());
  const [line, setLine] = useState<readonly Place[]>([]);
  const travelled = useRef(0);
  const isLassoing = useRef(false);
  useWheel(element, map);

  const placeOf = (event: PointerEvent): Place => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const end = (event: PointerEvent, isDone: boolean) => {
    if (!down.current.delete(event.pointerId)) return;
    const { view } = map;
    if (isDone && view && travelled.current < pressReach) onPress(placeOf(event));
    else if (isDone && view && isLassoing.current) {
      onLasso(line.flatMap(({ x, y }) => [view.left + x / view.scale, view.top + y / view.scale]));
    }
    isLassoing.current = false;
    setLine([]);
  };
  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const place = placeOf(event);
      down.current.set(event.pointerId, place);
      const isFirst = down.current.size === 1;
      travelled.current = isFirst ? 0 : pressReach;
      isLassoing.current = isFirst && (tool === "lasso" || event.shiftKey);
      setLine(isLassoing.current ? [place] : []);
    },
    onPointerMove(event: PointerEvent) {
      const place = placeOf(event);
      const before = down.current.get(event.pointerId);
      if (!before) return onOver(place);
      travelled.current += Math.hypot(place.x - before.x, place.y - before.y);
      down.current.set(event.pointerId, place);
      const [other] = [...down.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      if (other) pinch(map, other, before, place);
      else if (isLassoing.current) setLine((points) => [...points, place]);
      else if (travelled.current >= pressReach) map.pan(place.x - before.x, place.y - before.y);
    },
    onPointerUp: (event: PointerEvent) => end(event, true),
    onPointerCancel: (event: PointerEvent) => end(event, false),
    onPointerLeave: () => onOver(null),
  };
  return { line, handlers };
}

/** Two fingers: what is between them stays between them. */
function pinch(map: MapView, other: Place, before: Place, now: Place): void {
  const apart = (place: Place) => Math.max(1, Math.hypot(place.x - other.x, place.y - other.y));
  const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
  map.zoom(apart(now) / apart(before), middle);
  map.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
}

/** React listens to wheels in a way that cannot keep the page from scrolling. */
function useWheel(element: RefObject<HTMLElement | null>, map: MapView): void {
  const newest = useRef(map);
  newest.current = map;
  useEffect(() => {
    const listening = element.current;
    if (!listening) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = listening.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
      const at = { x: event.clientX - left, y: event.clientY - top };
      newest.current.zoom(Math.exp(-event.deltaY * lines * wheelStep), at);
    };
    listening.addEventListener("wheel", onWheel, { passive: false });
    return () => listening.removeEventListener("wheel", onWheel);
  }, [element]);
}
