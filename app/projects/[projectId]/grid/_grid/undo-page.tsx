"use client";

import { useTranslations } from "use-intl";
import { Button } from "../../../../_components/button";
import { ariaKey, keyCap } from "../../label/_bench/bench-commands";
import { KeyCap } from "../../label/_bench/key-cap";

interface UndoPageProps {
  readonly canUndo: boolean;
  /** Null where no key undoes. */
  readonly undoKey: string | null;
  readonly onUndo: () => void;
}

/** Takes the last confirmed page back. Where there is none it keeps the focus, so that the keyboard loses no place. */
export function UndoPage({ canUndo, undoKey, onUndo }: UndoPageProps) {
  const strings = useTranslations("grid");
  return (
    <Button
      size="large"
      aria-disabled={!canUndo || undefined}
      aria-keyshortcuts={undoKey === null ? undefined : ariaKey(undoKey)}
      onClick={() => canUndo && onUndo()}
    >
      {strings("undo")}
      {undoKey !== null && <KeyCap className="pointer-coarse:hidden">{keyCap(undoKey)}</KeyCap>}
    </Button>
  );
}
