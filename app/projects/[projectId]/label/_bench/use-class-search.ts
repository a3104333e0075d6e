"use client";

import { type KeyboardEvent, useId, useState } from "react";
import type { LabelClass } from "./keymap";
import { searchClasses } from "./search-classes";

interface ClassSearchParts {
  readonly labelClasses: readonly LabelClass[];
  /** Whether the first class is marked before anything was typed. */
  readonly marksAtOnce: boolean;
  /** Enter on the marked class. */
  readonly onChoose: (labelClass: LabelClass) => void;
  /** Undefined: Escape is left to what is around, as in a dialog. */
  readonly onEscape?: () => void;
}

/**
 * A field that narrows a list of classes: typing searches, arrows mark, Enter takes the marked one. The focus stays in the
 * field; the marked option is told by `aria-activedescendant`.
 */
export function useClassSearch({ labelClasses, marksAtOnce, onChoose, onEscape }: ClassSearchParts) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [marked, setMarked] = useState(0);
  const found = searchClasses(labelClasses, typed);
  const isMarking = marksAtOnce || typed !== "";
  const markedClass = isMarking ? found[Math.min(marked, found.length - 1)] : undefined;
  const optionId = (labelClass: LabelClass) => `${id}-${labelClass.id}`;
  const type = (text: string) => {
    setTyped(text);
    setMarked(0);
    document.getElementById(`${id}-list`)?.scrollTo(0, 0);
  };
  const move = (by: number) => {
    const next = Math.min(found.length - 1, Math.max(0, marked + by));
    setMarked(next);
    const option = found[next] && document.getElementById(optionId(found[next]));
    option?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape" && onEscape) onEscape();
    else if (event.key === "Enter" && markedClass && !event.repeat) onChoose(markedClass);
    else return;
    event.preventDefault();
  };
  const field = {
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": `${id}-list`,
    "aria-activedescendant": markedClass && optionId(markedClass),
    autoComplete: "off",
    spellCheck: false,
    value: typed,
    onKeyDown,
  } as const;
  return { field, listId: `${id}-list`, optionId, typed, type, found, markedClass };
}
