"use client";

import { useLayoutEffect, useMemo } from "react";
import { useTranslations } from "use-intl";
import { useUserSettings } from "../../label/_bench/use-user-settings";
import { EmptyGrid } from "./empty-grid";
import { gridActOfKey, gridKeysOf, undoKeyOf } from "./grid-keys";
import { noticeValues } from "./grid-notice";
import { UndoPage } from "./undo-page";
import type { GridScreen } from "./use-grid";

interface EmptyBoardProps {
  readonly projectId: string;
  readonly screen: GridScreen;
  readonly className: string | null;
  readonly mayLead: boolean;
}

/** Stands where there are no tiles: why, what makes some appear, and the last page can still be taken back. */
export function EmptyBoard(props: EmptyBoardProps) {
  const { session, view } = props.screen;
  const strings = useTranslations("grid");
  const [settings] = useUserSettings();
  const keys = useMemo(() => gridKeysOf(settings), [settings]);
  // Once the button is on the screen its key is heard, too.
  useLayoutEffect(() => {
    // With the tiles the focus has gone, so the key is heard wherever nobody types or chooses.
    const onKeyDown = (event: KeyboardEvent) => {
      const isElsewhere = event.target instanceof Element && event.target.closest("input, select, dialog");
      if (isElsewhere || event.repeat || gridActOfKey(event, keys)?.kind !== "undo") return;
      event.preventDefault();
      void session?.undo();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [session, keys]);
  const isFetching = view.isLoading && props.className !== null;
  return (
    <>
      <EmptyGrid {...props} />
      {!isFetching && (view.canUndo || view.notice !== null) && (
        <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 pb-6">
          <UndoPage canUndo={view.canUndo} undoKey={undoKeyOf(keys)} onUndo={() => void session?.undo()} />
          <p role="status" className="text-[0.8125rem] text-muted">
            {view.notice ? strings(`notice.${view.notice.kind}`, noticeValues(view.notice)) : ""}
          </p>
        </div>
      )}
    </>
  );
}
