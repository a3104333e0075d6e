"use client";

import {
  type KeyboardEvent as ReactKeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { isPressing } from "../../label/_bench/is-pressing";
import { assignKeys } from "../../label/_bench/keymap";
import { useUserSettings } from "../../label/_bench/use-user-settings";
import { AlikeDialog } from "./alike-dialog";
import { ConfirmBar } from "./confirm-bar";
import { type GridAct, gridActOfKey, gridKeysOf, letterOfTile, tileAfterMove, undoKeyOf } from "./grid-keys";
import { GridTiles } from "./grid-tiles";
import type { GridScreen } from "./use-grid";
import { usePagePainted } from "./use-page-painted";

type LabelClass = BenchState["labelClasses"][number];

interface GridBoardProps {
  readonly screen: GridScreen;
  readonly labelClasses: readonly LabelClass[];
  readonly pageClass: LabelClass;
  readonly board: RefObject<HTMLElement | null>;
}

/** The page of tiles with its keys, and what confirms it. Keys work while the focus is inside. */
export function GridBoard({ screen, labelClasses, pageClass, board }: GridBoardProps) {
  const strings = useTranslations("grid");
  const { session, view } = screen;
  const { tiles, exceptions } = view.page;
  const [focused, setFocused] = useState(0);
  const [alike, setAlike] = useState<number | null>(null);
  const digits = useMemo(() => {
    const keys = assignKeys(labelClasses);
    return new Map(labelClasses.map(({ id }) => [keys.get(id)?.digit ?? "", id]));
  }, [labelClasses]);
  const [settings] = useUserSettings();
  const keys = useMemo(() => gridKeysOf(settings), [settings]);
  const letterOf = useCallback((index: number) => letterOfTile(index, keys), [keys]);
  const onReady = usePagePainted(session, tiles);
  const idAt = useCallback((index: number) => tiles[index]?.samples[0]?.sampleId ?? -1, [tiles]);

  const confirm = useCallback(() => {
    const hidden = firstUnseen(board.current);
    if (hidden) hidden.scrollIntoView({ block: "start" });
    else void session?.confirm();
  }, [session, board]);
  useFocusOnNewPage(board, tiles, setFocused);

  const focus = (index: number) => {
    setFocused(index);
    board.current?.querySelector<HTMLElement>(`[data-flip="${index}"]`)?.focus();
  };
  /** The tile that was marked is the one that a digit is about. */
  const flip = (index: number) => {
    if (index >= tiles.length) return;
    focus(index);
    session?.flip(idAt(index));
  };
  const assign = (labelClassId: string | undefined) => {
    if (labelClassId !== undefined) session?.assign(idAt(focused), labelClassId);
  };
  const act = (meant: GridAct) => {
    if (meant.kind === "confirm") confirm();
    else if (meant.kind === "undo") void session?.undo();
    else if (meant.kind === "flip") flip(meant.index ?? focused);
    else if (meant.kind === "move")
      focus(tileAfterMove(meant.to, focused, measure(board.current, tiles.length)));
    else assign(digits.get(meant.digit));
  };
  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (hasOwnKeys(event.nativeEvent)) return;
    const meant = gridActOfKey(event.nativeEvent, keys);
    if (!meant) return;
    event.preventDefault();
    if (!event.repeat || meant.kind === "move") act(meant);
  };
  return (
    <section
      ref={board}
      tabIndex={-1}
      aria-label={strings("board", { name: pageClass.name })}
      onKeyDown={onKeyDown}
      className="outline-none"
    >
      <GridTiles
        screen={screen}
        labelClasses={labelClasses}
        pageClass={pageClass}
        focused={Math.min(focused, tiles.length - 1)}
        onFocus={setFocused}
        onOpenAlike={setAlike}
        onReady={onReady}
        letterOf={letterOf}
      />
      <ConfirmBar
        count={tiles.length - exceptions.length}
        exceptions={exceptions.length}
        pageClass={pageClass}
        notice={view.notice}
        canUndo={view.canUndo}
        undoKey={undoKeyOf(keys)}
        onConfirm={confirm}
        onUndo={() => void session?.undo()}
      />
      <AlikeDialog tile={alike === null ? null : (tiles[alike] ?? null)} onClose={() => setAlike(null)} />
    </section>
  );
}

/** The key is of the element that has the focus. On a tile Enter means the whole page and Space the tile. */
function hasOwnKeys(event: KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest("select, input, dialog")) return true;
  return !event.target.matches("[data-flip]") && isPressing(event);
}

/** The first tile that lies below the screen: an answer that was never seen is none. */
function firstUnseen(board: HTMLElement | null): Element | null {
  const bar = board?.querySelector("[data-confirm-bar]")?.getBoundingClientRect();
  const bottom = Math.min(window.innerHeight, bar?.top ?? window.innerHeight);
  for (const tile of board?.querySelectorAll("[data-tile]") ?? []) {
    const { top, height } = tile.getBoundingClientRect();
    if (top + height / 2 > bottom) return tile;
  }
  return null;
}

function measure(board: HTMLElement | null, count: number) {
  const tiles = board?.querySelector("[data-tiles]");
  const style = tiles ? getComputedStyle(tiles) : null;
  return {
    count,
    columns: style?.gridTemplateColumns.split(" ").length ?? 1,
    isRightToLeft: style?.direction === "rtl",
  };
}

/** A new page begins at its first tile; the focus follows unless somebody is elsewhere. */
function useFocusOnNewPage(
  board: { readonly current: HTMLElement | null },
  tiles: readonly unknown[],
  setFocused: (index: number) => void,
): void {
  const first = tiles[0];
  useEffect(() => {
    if (first === undefined) return;
    const { activeElement } = document;
    const isOurs = activeElement === document.body || board.current?.contains(activeElement);
    setFocused(0);
    if (isOurs) board.current?.querySelector<HTMLElement>('[data-flip="0"]')?.focus();
  }, [first, board, setFocused]);
}
