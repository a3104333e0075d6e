"use client";

import clsx from "clsx";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { KeyCap } from "./key-cap";
import type { ClassKeys, LabelClass } from "./keymap";
import { LabelFace } from "./label-row";
import { searchClasses } from "./search-classes";

interface ClassSearchProps {
  readonly labelClasses: readonly LabelClass[];
  readonly keys: ReadonlyMap<string, ClassKeys>;
  readonly disabled: boolean;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Tells whether the answer was taken. */
  readonly onChoose: (labelClass: LabelClass) => boolean;
  readonly onPoint: (labelClass: LabelClass | null) => void;
}

/** More classes than digits: typing narrows the list, Enter takes the marked one. */
export function ClassSearch({ labelClasses, keys, disabled, field, onChoose, onPoint }: ClassSearchProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [marked, setMarked] = useState(0);
  const found = searchClasses(labelClasses, typed);
  const markedClass = typed === "" ? undefined : found[Math.min(marked, found.length - 1)];
  const close = () => {
    setTyped("");
    setMarked(0);
    field.current?.blur();
  };
  // What was typed stays when the answer came too early to be meant.
  const choose = (labelClass: LabelClass) => onChoose(labelClass) && close();
  const move = (by: number) => {
    const next = Math.min(found.length - 1, Math.max(0, marked + by));
    setMarked(next);
    document.getElementById(`${id}-${found[next]?.id}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && markedClass && !event.repeat) choose(markedClass);
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex max-h-[26rem] min-h-0 flex-col md:max-h-none">
      <div className="relative p-1">
        <input
          ref={field}
          role="combobox"
          aria-label="Find a label"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={markedClass ? `${id}-${markedClass.id}` : undefined}
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          placeholder={`Find one of ${labelClasses.length} labels`}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setMarked(0);
          }}
          onKeyDown={onKeyDown}
          className="peer h-11 w-full rounded-lg border border-edge bg-surface pr-11 pl-3 text-[0.9375rem] placeholder:text-muted"
        />
        <span className="pointer-events-none absolute top-1/2 right-4 -translate-y-1/2 peer-focus:invisible">
          <KeyCap>/</KeyCap>
        </span>
      </div>
      {/* Focus stays in the field; the marked option is told by aria-activedescendant. */}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Labels"
        tabIndex={-1}
        className="min-h-0 overflow-y-auto"
      >
        {found.map((labelClass) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={labelClass.id}
            id={`${id}-${labelClass.id}`}
            role="option"
            aria-selected={labelClass === markedClass}
            aria-disabled={disabled || undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(labelClass)}
            onPointerEnter={() => onPoint(labelClass)}
            onPointerLeave={() => onPoint(null)}
            className={clsx(
              "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border-l-4 px-3 py-1 hover:bg-sunken",
              labelClass === markedClass ? "border-accent bg-accent-soft" : "border-transparent",
            )}
          >
            <LabelFace labelClass={labelClass} keys={keys.get(labelClass.id)} />
            {labelClass === markedClass && <KeyCap>Enter</KeyCap>}
          </div>
        ))}
        {found.length === 0 && <p className="p-3 text-muted">No label has “{typed}” in its name.</p>}
      </div>
    </div>
  );
}
