"use client";

import { useMemo, useState } from "react";
import { type Colouring, colour, offersOneClass } from "./colouring";
import type { MapData } from "./use-map-data";

/** What the colours say, of which class if of one alone, and what stands out. */
export function useColours({ header, points }: MapData) {
  const [wanted, setWanted] = useState<Colouring>("label");
  const [wantedClass, setWantedClass] = useState<string | null>(null);
  const [highlighted, setHighlighted] = useState<number | null>(null);
  const isKnown = header.modelNumber !== null || wanted === "label" || wanted === "slot";
  const colouring = isKnown ? wanted : "label";
  const place = header.classes.findIndex(({ id }) => id === wantedClass);
  const ofClass = !offersOneClass(header) || place < 0 ? null : place;
  const coloured = useMemo(
    () => colour(colouring, header, points, ofClass),
    [colouring, header, points, ofClass],
  );
  const isThere = highlighted !== null && highlighted < coloured.entries.length;
  return {
    colouring,
    setColouring: (next: Colouring) => {
      setWanted(next);
      setHighlighted(null);
    },
    /** An index in the header's classes; null: all of them together. */
    ofClass,
    /** By its id, which stays when the list changes. */
    setOfClass: (next: string | null) => {
      setWantedClass(next);
      setHighlighted(null);
    },
    coloured,
    highlighted: isThere ? highlighted : null,
    setHighlighted,
  };
}

export type Colours = ReturnType<typeof useColours>;
