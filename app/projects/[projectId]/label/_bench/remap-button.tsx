"use client";

import { Pencil, RotateCcw } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { BenchCommand } from "./bench-commands";
import type { Keymap, LabelClass } from "./keymap";
import { clashOf, type KeyClash, keyToStore } from "./remap-key";

interface RemapButtonProps {
  readonly command: BenchCommand;
  readonly keymap: Keymap;
  readonly labelClasses: readonly LabelClass[];
  readonly remapped: Readonly<Record<string, string>>;
  readonly onRemap: (keys: Record<string, string>) => void;
}

const look =
  "inline-grid min-h-8 min-w-8 place-items-center rounded-md px-1.5 text-[0.8125rem] text-muted hover:bg-sunken hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11";

/** Gives a command the next key that is pressed, or says at once why it cannot have it. */
export function RemapButton({ command, keymap, labelClasses, remapped, onRemap }: RemapButtonProps) {
  const t = useTranslations("bench.keys");
  const [isWaiting, setIsWaiting] = useState(false);
  const [clash, setClash] = useState<KeyClash | null>(null);
  const name = t(command);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isWaiting || event.key === "Tab" || event.repeat) return;
    // A modifier on its way to a key is not the key yet.
    if (["Shift", "Control", "Alt", "AltGraph", "Meta"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return setIsWaiting(false);
    const found = clashOf(command, event.nativeEvent, keymap);
    setClash(found);
    const key = keyToStore(event.nativeEvent);
    if (found || key === null) return;
    setIsWaiting(false);
    onRemap({ ...remapped, [command]: key });
  };
  const reset = () => {
    const { [command]: _, ...others } = remapped;
    onRemap(others);
  };
  return (
    <>
      {remapped[command] !== undefined && (
        <button
          type="button"
          aria-label={t("resetOne", { name })}
          title={t("reset")}
          onClick={reset}
          className={look}
        >
          <RotateCcw size={15} aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        aria-label={isWaiting ? undefined : t("change", { name })}
        onClick={() => {
          setClash(null);
          setIsWaiting(!isWaiting);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setIsWaiting(false)}
        className={look}
      >
        {isWaiting ? t("press") : <Pencil size={15} aria-hidden="true" />}
      </button>
      {clash && (
        <span
          role="alert"
          className="block max-w-56 text-start text-[0.8125rem] font-medium whitespace-normal text-warn"
        >
          {clash.kind === "command"
            ? t("clash.command", { name: t(clash.command) })
            : clash.kind === "label"
              ? t("clash.label", {
                  name: labelClasses.find(({ id }) => id === clash.labelClassId)?.name ?? "",
                })
              : t(`clash.${clash.kind}`)}
        </span>
      )}
    </>
  );
}
