"use client";

import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { Button } from "../../../../_components/button";
import { ariaKey } from "../../label/_bench/bench-commands";
import type { ClassKeys } from "../../label/_bench/keymap";
import { ClassBar } from "./class-bar";
import type { FindScreen } from "./use-find";

interface AnswerBarProps {
  readonly screen: FindScreen;
  readonly labelClasses: BenchState["labelClasses"];
  readonly keys: ReadonlyMap<string, ClassKeys>;
  readonly undoKey: string | undefined;
  /** How many hits are selected. */
  readonly selected: number;
  readonly disabled: boolean;
  readonly onChoose: (labelClass: BenchState["labelClasses"][number]) => void;
}

/** What can be said of the selected hits, at the bottom of the screen; on a small one in two lines, so that the list is seen. */
export function AnswerBar({ screen, undoKey, selected, ...props }: AnswerBarProps) {
  const strings = useTranslations("find");
  const { session, view, hits } = screen;
  return (
    <div
      data-answer-bar
      className="sticky bottom-0 z-10 -mx-4 mt-3 border-t border-line bg-bg px-4 py-3 max-sm:py-1.5 sm:-mx-6 sm:px-6 low:py-1.5"
    >
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.8125rem] text-muted max-sm:mb-1 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:whitespace-nowrap low:mb-1 low:flex-nowrap low:overflow-x-auto low:whitespace-nowrap">
        <span>{strings("targets", { count: selected })}</span>
        <Button kind="quiet" onClick={() => session?.select(hits.map(({ sample }) => sample.sampleId))}>
          {strings("selectAll")}
        </Button>
        <Button
          kind="quiet"
          className="max-sm:order-first max-sm:px-1"
          // Not `disabled`: after the last press of it the keyboard must not lose its place.
          aria-disabled={!view.canUndo || undefined}
          aria-keyshortcuts={undoKey === undefined ? undefined : ariaKey(undoKey)}
          onClick={() => view.canUndo && void session?.undo()}
        >
          {strings("undo")}
        </Button>
        <p role="status" className="min-w-0 shrink-0 empty:-me-4 max-sm:order-first sm:shrink">
          <Notice screen={screen} />
        </p>
      </div>
      <ClassBar
        labelClasses={props.labelClasses}
        keys={props.keys}
        disabled={props.disabled}
        onChoose={props.onChoose}
      />
    </div>
  );
}

function Notice({ screen: { view } }: { readonly screen: FindScreen }) {
  const strings = useTranslations("find");
  const { notice } = view;
  if (!notice) return null;
  const count = "count" in notice ? notice.count : 0;
  const name = "name" in notice ? notice.name : "";
  return strings(`notice.${notice.kind}`, { count, name });
}
