import { useTranslations } from "use-intl";
import { ariaKey, type BenchCommand, keyCap } from "./bench-commands";
import { KeyCap } from "./key-cap";
import type { Keymap } from "./keymap";

interface BenchActionsProps {
  readonly keymap: Keymap;
  /** Whether keys are heard: what is not is not shown. */
  readonly hasKeys: boolean;
  readonly hasGuidelines: boolean;
  readonly hasMetadata: boolean;
  readonly onCommand: (command: BenchCommand) => void;
}

const shown = ["skip", "undo", "redo", "flag", "older", "metadata", "guidelines", "keys"] as const;

/** What keys do besides labeling, for thumbs and mice too. */
export function BenchActions({ keymap, hasKeys, hasGuidelines, hasMetadata, onCommand }: BenchActionsProps) {
  const t = useTranslations("bench");
  const isShown = (command: BenchCommand) =>
    (command !== "guidelines" || hasGuidelines) && (command !== "metadata" || hasMetadata);
  return (
    <div className="flex flex-wrap gap-1.5 sm:-ms-1.5 sm:gap-x-1">
      {shown.filter(isShown).map((command) => {
        const keys = hasKeys ? keymap.commands[command] : [];
        const [key] = keys;
        return (
          <button
            key={command}
            type="button"
            aria-keyshortcuts={keys.map(ariaKey).join(" ") || undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onCommand(command)}
            className="inline-flex min-h-9 min-w-11 items-center justify-center gap-1.5 rounded-md px-1.5 max-sm:min-h-11 max-sm:border max-sm:border-edge max-sm:bg-surface max-sm:px-3 hover:bg-sunken hover:text-ink active:bg-line pointer-coarse:min-h-11"
          >
            {key !== undefined && (
              <KeyCap className="max-sm:hidden">{key === " " ? t("keys.space") : keyCap(key)}</KeyCap>
            )}
            {t(`actions.${command}`)}
          </button>
        );
      })}
    </div>
  );
}
