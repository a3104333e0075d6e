"use client";

import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { Button } from "../../../../_components/button";
import { ClassMark } from "../../../../_components/class-mark";
import { KeyCap } from "../../label/_bench/key-cap";
import { type GridNotice, noticeValues } from "./grid-notice";
import { UndoPage } from "./undo-page";

interface ConfirmBarProps {
  readonly count: number;
  readonly exceptions: number;
  readonly pageClass: BenchState["labelClasses"][number];
  readonly notice: GridNotice | null;
  readonly canUndo: boolean;
  /** Null where no key undoes. */
  readonly undoKey: string | null;
  readonly onConfirm: () => void;
  readonly onUndo: () => void;
}

/** What one key says of the whole page, always at the bottom of the screen. */
export function ConfirmBar({
  count,
  exceptions,
  pageClass,
  notice,
  canUndo,
  undoKey,
  onConfirm,
  onUndo,
}: ConfirmBarProps) {
  const strings = useTranslations("grid");
  return (
    <div
      data-confirm-bar
      className="sticky bottom-0 z-10 -mx-4 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-bg px-4 py-3 sm:-mx-6 sm:px-6"
    >
      <Button
        kind="primary"
        size="large"
        aria-keyshortcuts="Enter"
        onClick={onConfirm}
        className="min-w-0 max-sm:flex-1"
      >
        <span className="flex min-w-0 items-center gap-2">
          <ClassMark position={pageClass.position} className="rounded-xs bg-surface p-px" />
          <span className="min-w-0 leading-tight wrap-anywhere">
            {strings("confirm", { count, exceptions, name: pageClass.name })}
          </span>
        </span>
        <KeyCap className="pointer-coarse:hidden">↵</KeyCap>
      </Button>
      <UndoPage canUndo={canUndo} undoKey={undoKey} onUndo={onUndo} />
      <p role="status" className="min-w-0 text-[0.8125rem] text-muted">
        {notice ? strings(`notice.${notice.kind}`, noticeValues(notice)) : ""}
      </p>
    </div>
  );
}
