"use client";

import { useEffect } from "react";
import { isPressing } from "./is-pressing";
import { actOfKey, type BenchAct, type Keymap } from "./keymap";

/** Hands the acts of single keys to `act`, unless somebody types, a dialog is open or keys are switched off. */
export function useBenchKeys(keymap: Keymap, isOn: boolean, act: (act: BenchAct) => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target) || isPressing(event)) return;
      const meant = actOfKey(event, keymap);
      if (!meant) return;
      // A letter that finds a label is written by the browser into the field that gets the focus.
      if (meant.kind !== "type") event.preventDefault();
      if (!event.repeat) act(meant);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [keymap, isOn, act]);
}

/** Somebody types, or is in a dialog or menu; only the history's drawer takes the keys of the bench. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select")) return true;
  return target.closest("dialog:not([data-bench-keys]), [role=dialog], [role=menu]") !== null;
}
