"use client";

import { useEffect, useState } from "react";
import { actOfKey, type BenchAct, type ClassKeys } from "./keymap";

const switchName = "winnow-single-keys";

/** Hands the acts of single keys to `act`, unless somebody types, a dialog is open or keys are switched off. */
export function useBenchKeys(
  keys: ReadonlyMap<string, ClassKeys>,
  isOn: boolean,
  act: (act: BenchAct) => void,
): void {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || isPressing(event)) return;
      const meant = actOfKey(event, keys);
      if (!meant) return;
      event.preventDefault();
      if (!event.repeat) act(meant);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [keys, isOn, act]);
}

/** Single keys can be switched off, as speech input needs it; the browser remembers. */
export function useSingleKeySwitch(): [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(true);
  useEffect(() => setIsOn(localStorage.getItem(switchName) !== "off"), []);
  return [
    isOn,
    (next) => {
      localStorage.setItem(switchName, next ? "on" : "off");
      setIsOn(next);
    },
  ];
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
}

/** Space and Enter press the button that has the focus. */
function isPressing(event: KeyboardEvent): boolean {
  if (event.key !== " " && event.key !== "Enter") return false;
  return event.target instanceof Element && event.target.closest("button, a, input, summary") !== null;
}
