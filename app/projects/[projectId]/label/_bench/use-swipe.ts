"use client";

import { type PointerEvent, useRef, useState } from "react";
import { type SwipeDirection, swipeOf } from "./swipe";

/** What a swipe does, and its name on the screen; every one has a button or key as well. */
export interface SwipeAct {
  readonly name: string;
  readonly run: () => void;
}

export type SwipeActs = Readonly<Record<SwipeDirection, SwipeAct | null>>;

/** Follows one finger over the sample. `meant` is what lifting it now would do. */
export function useSwipe(acts: SwipeActs) {
  const start = useRef<{ readonly id: number; readonly x: number; readonly y: number } | null>(null);
  const [meant, setMeant] = useState<SwipeDirection | null>(null);
  const end = () => {
    start.current = null;
    setMeant(null);
  };
  const directionOf = (event: PointerEvent) => {
    if (start.current?.id !== event.pointerId) return null;
    const direction = swipeOf({ x: event.clientX - start.current.x, y: event.clientY - start.current.y });
    return direction && acts[direction] && direction;
  };
  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      // A second finger pinches; on a zoomed image one finger moves it; buttons are pressed.
      if (!event.isPrimary) return end();
      if (event.pointerType !== "touch" || isTaken(event.target)) return;
      start.current = { id: event.pointerId, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => setMeant(directionOf(event)),
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const direction = directionOf(event);
      end();
      if (direction) acts[direction]?.run();
    },
    onPointerCancel: end,
  };
  return { meant, handlers };
}

function isTaken(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-zoomed], button, a, [data-no-swipe]") !== null;
}
