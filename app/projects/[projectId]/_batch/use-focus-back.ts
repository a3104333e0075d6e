"use client";

import { type RefObject, type SyntheticEvent, useEffect, useRef } from "react";

/**
 * For what holds a page's choices. After one made by pointer the page's keys go on: the focus goes to what they are about,
 * as soon as that is on the screen. After one made by key it stays, so that the next key may choose again.
 */
export function useFocusBack(goal: RefObject<HTMLElement | null>, isThere: boolean) {
  const isByPointer = useRef(false);
  const isDue = useRef(false);
  useEffect(() => {
    if (!isThere || !isDue.current) return;
    isDue.current = false;
    if (document.activeElement === document.body) goal.current?.focus({ preventScroll: true });
  }, [goal, isThere]);
  const giveBack = (event: SyntheticEvent) => {
    if (!isByPointer.current) return;
    isDue.current = goal.current === null;
    if (goal.current) goal.current.focus({ preventScroll: true });
    else if (event.target instanceof HTMLElement) event.target.blur();
  };
  return {
    onPointerDown: () => {
      isByPointer.current = true;
    },
    onKeyDown: () => {
      isByPointer.current = false;
    },
    // A press on a radio that is chosen already changes nothing, and takes the focus nevertheless.
    onClick: (event: SyntheticEvent) => event.target instanceof HTMLInputElement && giveBack(event),
    onChange: (event: SyntheticEvent) => event.target instanceof HTMLSelectElement && giveBack(event),
  };
}
