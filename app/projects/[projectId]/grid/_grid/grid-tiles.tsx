"use client";

import clsx from "clsx";
import type { GridSize, GridTile } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { Tile } from "./grid-tile";
import type { GridScreen } from "./use-grid";

type LabelClass = BenchState["labelClasses"][number];

interface GridTilesProps {
  readonly screen: GridScreen;
  readonly labelClasses: readonly LabelClass[];
  readonly pageClass: LabelClass;
  readonly focused: number;
  readonly onFocus: (index: number) => void;
  readonly onOpenAlike: (index: number) => void;
  readonly onReady: () => void;
  readonly letterOf: (index: number) => string | null;
}

/**
 * Wide screens show a whole page at once: what the bars leave of the height (19rem are theirs, and a gap) is shared by its
 * rows. All tiles of a page are of one height, which has room for its texts and for an exception's choice below them, so that
 * nothing moves; where texts are short the rest of the page's height stays free, so that the bar below stays where it is.
 */
const looks: Record<GridSize, string> = {
  12: "grid-cols-1 max-[29.99rem]:data-narrow:grid-cols-2 min-[30rem]:grid-cols-2 md:grid-cols-3 lg:grid-cols-4 auto-rows-[9.5rem] max-[29.99rem]:data-narrow:not-has-[img]:auto-rows-[7.5rem] lg:min-h-[calc(3*var(--row)+1.25rem)] lg:[--row:clamp(6rem,calc((100dvh-20rem)/3),16rem)] lg:auto-rows-(--row) lg:data-[texts=few]:auto-rows-[min(7.5rem,var(--row))] lg:data-[texts=line]:auto-rows-[min(5.5rem,var(--row))]",
  24: "grid-cols-1 max-[29.99rem]:data-narrow:grid-cols-2 min-[30rem]:grid-cols-2 md:grid-cols-4 lg:grid-cols-6 auto-rows-[7.5rem] lg:min-h-[calc(4*var(--row)+1.875rem)] lg:[--row:clamp(5rem,calc((100dvh-20.5rem)/4),12rem)] lg:auto-rows-(--row) lg:data-[texts=few]:auto-rows-[min(8.5rem,var(--row))] lg:data-[texts=line]:auto-rows-[min(6rem,var(--row))]",
  48: "grid-cols-2 min-[30rem]:grid-cols-3 md:grid-cols-6 lg:grid-cols-8 auto-rows-[5.25rem] lg:auto-rows-[clamp(4rem,calc((100dvh-22rem)/6),8rem)] text-[0.8125rem]",
};

/** Characters that a tile of half a phone's width shows whole. */
const narrowCharacters = 80;

/** Whether a tile needs no more than half the width of a phone. */
function isNarrow({ samples: [first] }: GridTile): boolean {
  return (first?.text ?? "").length <= narrowCharacters;
}

/** Characters of a text that stands in a line, or two, of a wide screen's tile. */
const lineCharacters = 30;

/** How much room a page's texts need on a wide screen: a line, a few lines, or what there is. */
function roomFor(tiles: readonly GridTile[]): "line" | "few" | undefined {
  const texts = tiles.map(({ samples: [first] }) => first?.text ?? null);
  const haveAtMost = (most: number) =>
    texts.every((text) => text !== null && text.length <= most && !text.includes("\n"));
  if (haveAtMost(lineCharacters)) return "line";
  return haveAtMost(narrowCharacters) ? "few" : undefined;
}

export function GridTiles(props: GridTilesProps) {
  const { screen, labelClasses, pageClass, focused } = props;
  const { session, view } = screen;
  const instead = new Map(view.page.exceptions);
  const idAt = (index: number) => view.page.tiles[index]!.samples[0]!.sampleId;
  return (
    <div
      data-tiles
      data-narrow={view.page.tiles.every(isNarrow) || undefined}
      data-texts={roomFor(view.page.tiles)}
      className={clsx("grid content-start gap-2.5", looks[screen.size])}
    >
      {view.page.tiles.map((tile, index) => (
        <Tile
          key={tile.samples[0]!.sampleId}
          tile={tile}
          index={index}
          letter={props.letterOf(index)}
          labelClasses={labelClasses}
          pageClass={pageClass}
          instead={instead.get(idAt(index))}
          isFocused={index === focused}
          onFocus={props.onFocus}
          onFlip={(at) => session?.flip(idAt(at))}
          onAssign={(at, labelClassId) => session?.assign(idAt(at), labelClassId)}
          onOpenAlike={props.onOpenAlike}
          onReady={props.onReady}
        />
      ))}
    </div>
  );
}
