import { type RefObject, useEffect } from "react";
import type { FindScreen } from "./use-find";
import { focusHit } from "./use-hit-keys";

/**
 * Who came for one sample can label it with keys at once: it gets the focus as soon as it is there and can be labeled, unless
 * something else has it by then. In a search the focus stays where somebody types.
 */
export function useFocusAsked({ among, session }: FindScreen, list: RefObject<HTMLElement | null>): void {
  const isReady = among === "only" && session !== undefined;
  useEffect(() => {
    if (isReady && isFocusFree()) focusHit(list, 0);
  }, [isReady, list]);
}

/** Nothing has it, or the whole content, where it falls to when a page is left. */
function isFocusFree(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.id === "content";
}
