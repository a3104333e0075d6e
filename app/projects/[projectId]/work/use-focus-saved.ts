"use client";

import { useEffect, useRef, useState } from "react";

/** A decision that was just made, and the one it stands in place of. */
export interface SavedIds {
  readonly saved: string;
  readonly replaced: string;
}

/** A sample that became gold, or is so no more, and the decision that stood until then. */
export interface Toggled {
  readonly sampleId: number;
  readonly left: string;
}

/**
 * After an answer was changed the focus goes where one can change it again: to its row, or, when the list shows only
 * others, to the row it was changed in, or to the list. After gold was made or taken back it goes to the same button of the
 * decision that stands now, which may come with the next look only.
 */
export function useFocusSaved() {
  const list = useRef<HTMLUListElement>(null);
  const [ids, setIds] = useState<SavedIds | null>(null);
  useEffect(() => {
    if (!ids) return;
    const row = rowOf(list.current, ids.saved) ?? rowOf(list.current, ids.replaced);
    const target = row?.querySelector<HTMLElement>("[data-change]") ?? row ?? list.current;
    target?.focus();
  }, [ids]);
  const [toggled, setToggled] = useState<Toggled | null>(null);
  useEffect(() => {
    if (!toggled) return;
    const { sampleId, left } = toggled;
    const button = list.current?.querySelector<HTMLElement>(
      `[data-sample="${sampleId}"]:not([data-decision="${left}"]) [data-gold]`,
    );
    if (!button) return;
    setToggled(null);
    const { activeElement, body } = document;
    // Whoever went elsewhere meanwhile stays there.
    if (activeElement === body || list.current?.contains(activeElement)) button.focus();
  });
  return { list, onSaved: setIds, onGold: setToggled };
}

function rowOf(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-decision="${id}"]`) ?? null;
}
