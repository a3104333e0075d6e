"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { ClassMark } from "../../../../_components/class-mark";
import { KeyCap } from "../../label/_bench/key-cap";
import type { ClassKeys } from "../../label/_bench/keymap";
import { searchClasses } from "../../label/_bench/search-classes";

/** With more classes than digits, they are found by name. */
const mostButtons = 10;

interface ClassBarProps {
  readonly labelClasses: BenchState["labelClasses"];
  readonly keys: ReadonlyMap<string, ClassKeys>;
  readonly disabled: boolean;
  readonly onChoose: (labelClass: BenchState["labelClasses"][number]) => void;
}

/** The classes that the focused or selected samples can be given; at the bottom of the screen, at fixed places. */
export function ClassBar({ labelClasses, keys, disabled, onChoose }: ClassBarProps) {
  const strings = useTranslations("find");
  const [typed, setTyped] = useState("");
  const isLong = labelClasses.length > mostButtons;
  const shown = isLong ? searchClasses(labelClasses, typed).slice(0, mostButtons) : labelClasses;
  return (
    <section
      aria-label={strings("classes")}
      className="flex max-h-[30dvh] min-w-0 flex-wrap items-center gap-2 overflow-y-auto max-sm:flex-nowrap max-sm:overflow-x-auto low:flex-nowrap low:overflow-x-auto"
    >
      {isLong && (
        <input
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            const [first] = shown;
            if (event.key !== "Enter" || !first || disabled) return;
            event.preventDefault();
            onChoose(first);
            setTyped("");
          }}
          aria-label={strings("findClass")}
          placeholder={strings("findClass")}
          className="min-h-9 w-44 shrink-0 rounded-lg border border-edge bg-surface px-3 pointer-coarse:min-h-11 [&::-webkit-search-cancel-button]:hidden"
        />
      )}
      {shown.map((labelClass) => (
        <button
          key={labelClass.id}
          type="button"
          disabled={disabled}
          aria-keyshortcuts={keys.get(labelClass.id)?.digit ?? undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(labelClass)}
          className="flex min-h-9 max-w-60 max-sm:shrink-0 low:shrink-0 items-center gap-2 rounded-lg border border-edge bg-surface px-2.5 font-medium hover:bg-sunken disabled:opacity-55 pointer-coarse:min-h-11"
        >
          {keys.get(labelClass.id)?.digit && (
            <KeyCap className="pointer-coarse:hidden">{keys.get(labelClass.id)!.digit!}</KeyCap>
          )}
          <ClassMark position={labelClass.position} />
          <span dir="auto" className="truncate">
            {labelClass.name}
          </span>
        </button>
      ))}
    </section>
  );
}
