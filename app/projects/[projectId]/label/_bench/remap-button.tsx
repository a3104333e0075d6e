"use client";

import clsx from "clsx";
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
  const leave = () => {
    setIsWaiting(false);
    setClash(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isWaiting || event.key === "Tab" || event.repeat) return;
    // A modifier on its way to a key is not the key yet.
    if (["Shift", "Control", "Alt", "AltGraph", "Meta"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return leave();
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
      <span className="flex flex-wrap justify-end">
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
          aria-label={isWaiting ? t("press") : t("change", { name })}
          onClick={() => {
            setClash(null);
            setIsWaiting(!isWaiting);
          }}
          onKeyDown={onKeyDown}
          onBlur={leave}
          className={clsx(look, isWaiting && "bg-accent-soft")}
        >
          <Pencil size={15} aria-hidden="true" />
        </button>
      </span>
      {clash ? (
        <span key="clash" ref={showWhole} role="alert" className={clsx(note, "border-warn text-warn")}>
          <ClashWords clash={clash} labelClasses={labelClasses} />
        </span>
      ) : (
        isWaiting && (
          <span key="press" ref={showWhole} aria-hidden="true" className={clsx(note, "border-edge")}>
            {t("press")}
          </span>
        )
      )}
    </>
  );
}

/** Over the rows below, so that the table stays as it is. */
const note =
  "absolute end-0 top-full z-10 block w-[100cqw] rounded-lg border bg-surface px-3 py-2 text-start text-[0.8125rem] font-medium shadow-card wrap-anywhere";

function showWhole(sentence: HTMLElement | null): void {
  sentence?.scrollIntoView({ block: "nearest" });
}

function ClashWords({
  clash,
  labelClasses,
}: Pick<RemapButtonProps, "labelClasses"> & { readonly clash: KeyClash }) {
  const t = useTranslations("bench.keys");
  switch (clash.kind) {
    case "command":
      return t("clash.command", { name: t(clash.command) });
    case "label":
      return t("clash.label", { name: labelClasses.find(({ id }) => id === clash.labelClassId)?.name ?? "" });
    default:
      return t(`clash.${clash.kind}`);
  }
}
