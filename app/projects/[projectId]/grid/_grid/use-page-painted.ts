"use client";

import { useCallback, useEffect, useRef } from "react";
import type { GridTile } from "@/lib/contracts/finding";
import type { GridSession } from "./grid-session";

/** Tells the session when the whole page is on the screen; the callback is for each image that has loaded or failed. */
export function usePagePainted(session: GridSession | undefined, tiles: readonly GridTile[]): () => void {
  const missing = useRef(0);
  const first = tiles[0]?.samples[0]?.sampleId;
  const images = tiles.filter(({ samples }) => samples[0]!.imageUrl !== null).length;
  const painted = useCallback(() => {
    requestAnimationFrame(() => session?.painted());
  }, [session]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another first sample is another page
  useEffect(() => {
    missing.current = images;
    if (images === 0) painted();
    else missing.current -= countComplete();
    if (images > 0 && missing.current <= 0) painted();
  }, [first, images, painted]);
  return useCallback(() => {
    missing.current -= 1;
    if (missing.current <= 0) painted();
  }, [painted]);
}

/** Images that were in the cache may have loaded before the page listened. */
function countComplete(): number {
  const images = document.querySelectorAll<HTMLImageElement>("[data-tile] img");
  return [...images].filter((image) => image.complete).length;
}
