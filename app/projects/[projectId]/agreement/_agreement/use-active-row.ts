"use client";

import { type RefObject, useEffect, useState } from "react";

/** What is to have the focus as soon as it is there: a row by its sample, or the button that takes the last word back. */
type Wish = number | "undo" | null;

/**
 * The row that keys are about. It is kept by its sample: rows come and go above it while somebody reads, and a key must settle
 * what has the focus and nothing else. Only once it is gone the one in its place follows.
 */
export function useActiveRow(card: RefObject<HTMLElement | null>, sampleIds: readonly number[]) {
  const [active, setActive] = useState<{ readonly sampleId: number | null; readonly place: number }>({
    sampleId: null,
    place: 0,
  });
  const [wish, setWish] = useState<Wish>(null);
  const found = active.sampleId === null ? -1 : sampleIds.indexOf(active.sampleId);
  const at = found >= 0 ? found : Math.min(active.place, sampleIds.length - 1);
  useEffect(() => {
    if (wish === null) return;
    const wished = card.current?.querySelector<HTMLElement>(
      wish === "undo" ? "[data-undo]" : `[data-row="${wish}"]`,
    );
    // What was taken back may come with the next look only.
    if (!wished) return;
    setWish(null);
    const { activeElement, body } = document;
    // Whoever went elsewhere meanwhile stays there.
    if (activeElement === body || card.current?.contains(activeElement)) wished.focus();
  });
  const focus = (place: number) => {
    const sampleId = sampleIds[place];
    if (sampleId !== undefined) setWish(sampleId);
  };
  return {
    at,
    /** The row at this place has the focus. */
    stand: (place: number) => {
      setActive({ sampleId: sampleIds[place]!, place });
      setWish(null);
    },
    move: (by: 1 | -1) => focus(Math.max(0, Math.min(sampleIds.length - 1, at + by))),
    /** The row at this place goes: the focus goes on to the one that takes its place, to the one before, or to undoing. */
    leave: (place: number) => {
      const next = sampleIds[place + 1] ?? sampleIds[place - 1];
      setActive({ sampleId: next ?? null, place });
      setWish(next ?? "undo");
    },
    bringBack: (sampleId: number) => setWish(sampleId),
  };
}
