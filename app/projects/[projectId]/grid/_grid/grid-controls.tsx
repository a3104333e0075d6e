"use client";

import type { RefObject } from "react";
import { useTranslations } from "use-intl";
import { type GridState, gridSizes } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { useFocusBack } from "../../_batch/use-focus-back";
import type { GridScreen } from "./use-grid";

interface GridControlsProps {
  readonly screen: GridScreen;
  readonly labelClasses: BenchState["labelClasses"];
  readonly board: RefObject<HTMLElement | null>;
  readonly hasBoard: boolean;
}

/** Which class the page is about, and how many tiles it has. */
export function GridControls({ screen, labelClasses, board, hasBoard }: GridControlsProps) {
  const strings = useTranslations("grid");
  const countOf = countsOf(screen.state);
  const focusBack = useFocusBack(board, hasBoard);
  return (
    <div {...focusBack} className="flex min-w-0 grow flex-wrap items-end gap-x-5 gap-y-2">
      <label className="min-w-0 grow basis-56 sm:max-w-80 sm:grow-0">
        <span className="mb-1 block text-[0.8125rem] text-muted">{strings("class")}</span>
        <select
          value={screen.pageClassId ?? ""}
          onChange={(event) => screen.chooseClass(event.target.value)}
          className="min-h-9.5 w-full rounded-lg border border-edge bg-surface px-2.5 pointer-coarse:min-h-11.5"
        >
          {screen.pageClassId === null && <option value="">{strings("chooseClass")}</option>}
          {labelClasses.map(({ id, name }) => (
            <option key={id} value={id}>
              {strings("classWithCount", { name, count: countOf.get(id) ?? 0 })}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend className="mb-1 text-[0.8125rem] text-muted">{strings("perPage")}</legend>
        <div className="flex overflow-hidden rounded-lg border border-edge">
          {gridSizes.map((size) => (
            <label
              key={size}
              className="relative grid min-h-9 min-w-11 cursor-pointer place-items-center border-edge px-3 not-first:border-s has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-accent pointer-coarse:min-h-11"
            >
              <input
                type="radio"
                name="grid-size"
                value={size}
                checked={screen.size === size}
                onChange={() => screen.setSize(size)}
                className="sr-only"
              />
              {size}
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

function countsOf({ candidates }: GridState): ReadonlyMap<string, number> {
  return new Map(candidates.map(({ labelClassId, count }) => [labelClassId, count]));
}
