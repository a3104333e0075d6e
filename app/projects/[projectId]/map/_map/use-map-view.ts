"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";
import { panBy, type Size, type Viewport, wholeMap, zoomAt } from "./viewport";

/** One press of a button or a key. */
const zoomStep = 1.5;
const panStep = 60;

export interface MapView {
  /** Null until the element's size is known. */
  readonly size: Size | null;
  readonly view: Viewport | null;
  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void;
  pan(dx: number, dy: number): void;
  showAll(): void;
  /** Does what a key means on the map; false where it means nothing. */
  onKey(key: string): boolean;
}

/** Which part of the map an element shows. */
export function useMapView(element: RefObject<HTMLElement | null>): MapView {
  const [size, setSize] = useState<Size | null>(null);
  const [moved, setMoved] = useState<Viewport | null>(null);
  useEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      // The whole map is shown again: another size is another picture.
      setSize({ width, height });
      setMoved(null);
    });
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  const change = useCallback(
    (next: (view: Viewport, size: Size) => Viewport) => {
      if (size) setMoved((view) => next(view ?? wholeMap(size), size));
    },
    [size],
  );
  const zoom: MapView["zoom"] = (factor, at) =>
    change((view, { width, height }) =>
      panBy(
        zoomAt(view, { width, height }, factor, at?.x ?? width / 2, at?.y ?? height / 2),
        { width, height },
        0,
        0,
      ),
    );
  const pan: MapView["pan"] = (dx, dy) => change((view, shown) => panBy(view, shown, dx, dy));
  const showAll = () => setMoved(null);
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => pan(panStep, 0),
    ArrowRight: () => pan(-panStep, 0),
    ArrowUp: () => pan(0, panStep),
    ArrowDown: () => pan(0, -panStep),
    "+": () => zoom(zoomStep),
    "=": () => zoom(zoomStep),
    "-": () => zoom(1 / zoomStep),
    "0": showAll,
  };
  const onKey = (key: string) => {
    actions[key]?.();
    return key in actions;
  };
  return { size, view: size && (moved ?? wholeMap(size)), zoom, pan, showAll, onKey };
}
