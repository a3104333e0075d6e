import { KeyCap } from "./key-cap";
import type { BenchCommand } from "./keymap";

interface BenchActionsProps {
  readonly hasGuidelines: boolean;
  readonly hasMetadata: boolean;
  readonly onCommand: (command: BenchCommand) => void;
}

/** What keys do besides labeling, for thumbs and mice too. */
export function BenchActions({ hasGuidelines, hasMetadata, onCommand }: BenchActionsProps) {
  const actions: readonly { command: BenchCommand; cap: string; name: string; isShown: boolean }[] = [
    { command: "skip", cap: "Space", name: "skip", isShown: true },
    { command: "undo", cap: "Z", name: "undo", isShown: true },
    { command: "metadata", cap: "I", name: "details", isShown: hasMetadata },
    { command: "guidelines", cap: "G", name: "guidelines", isShown: hasGuidelines },
    { command: "keys", cap: "?", name: "keys", isShown: true },
  ];
  return (
    <div className="flex flex-wrap gap-1.5 sm:-ml-1.5 sm:gap-2">
      {actions
        .filter(({ isShown }) => isShown)
        .map(({ command, cap, name }) => (
          <button
            key={command}
            type="button"
            aria-keyshortcuts={cap}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onCommand(command)}
            className="inline-flex min-h-9 min-w-11 items-center justify-center gap-1.5 rounded-md px-1.5 max-sm:min-h-11 max-sm:border max-sm:border-edge max-sm:bg-surface max-sm:px-3 hover:bg-sunken hover:text-ink active:bg-line pointer-coarse:min-h-11"
          >
            <KeyCap className="max-sm:hidden">{cap}</KeyCap>
            {name}
          </button>
        ))}
    </div>
  );
}
