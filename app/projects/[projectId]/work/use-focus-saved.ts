"use client";

import { useEffect, useRef, useState } from "react";

/** A decision that was just made, and the one it stands in place of. */
export interface SavedIds {
  readonly saved: string;
  readonly replaced: string;
}

/**
 * After an answer was changed the focus goes where one can change it again: to its row, or, when the list shows only
 * others, to the row it was changed in, or to the list.
 */
export function useFocusSaved() {
  const list = useRef<HTMLUListElement>(null);
  const [ids, setIds] = useState<SavedIds | null>(null);
  useEffect(() => {
    if (!ids) return;
    const row = rowOf(list.current, ids.saved) ?? rowOf(list.current, ids.replaced);
    const target = row?.querySelector("button") ?? row ?? list.current;
    target?.focus();
  }, [ids]);
  return { list, onSaved: setIds };
}

function rowOf(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-decision="${id}"]`) ?? null;
}
