"use client";

import { type KeyboardEvent, type RefObject, useMemo } from "react";
import { isPressing } from "../../label/_bench/is-pressing";
import { useUserSettings } from "../../label/_bench/use-user-settings";
import { type FindAct, findActOfKey, findKeysOf, undoKeyOf } from "./find-keys";

/** The keys of the list, heard while the focus is inside; `undoKey` is what the button names. */
export function useHitKeys(act: (meant: FindAct) => void) {
  const [settings] = useUserSettings();
  const keys = useMemo(() => findKeysOf(settings), [settings]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (hasOwnKeys(event.nativeEvent)) return;
    const meant = findActOfKey(event.nativeEvent, keys);
    if (!meant) return;
    event.preventDefault();
    if (!event.repeat || meant.kind === "next" || meant.kind === "previous") act(meant);
  };
  return { onKeyDown, undoKey: undoKeyOf(keys) };
}

/** The key is of the element that has the focus: a field, a button, or a text that scrolls. */
function hasOwnKeys(event: globalThis.KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false;
  if (event.target.matches("input:not([type=checkbox])")) return true;
  if (event.target.matches("[data-whole]")) return event.key === " " || event.key.startsWith("Arrow");
  const isRow = event.target.matches("[data-hit]");
  return !(isRow && event.key === "Enter") && isPressing(event);
}

/** Brings the focus to a hit, and all of it into sight. */
export function focusHit(list: RefObject<HTMLElement | null>, index: number): void {
  const checkbox = list.current?.querySelector<HTMLElement>(`[data-hit="${index}"]`);
  checkbox?.focus({ preventScroll: true });
  checkbox?.closest("li")?.scrollIntoView({ block: "nearest" });
}
