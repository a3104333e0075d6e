"use client";

import { type KeyboardEvent, type RefObject, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Hit } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { Button } from "../../../../_components/button";
import { ariaKey } from "../../label/_bench/bench-commands";
import { assignKeys, type ClassKeys } from "../../label/_bench/keymap";
import { useUserSettings } from "../../label/_bench/use-user-settings";
import { ClassBar } from "./class-bar";
import { type FindAct, findActOfKey, findKeysOf, undoKeyOf } from "./find-keys";
import { HitRow } from "./hit-row";
import type { FindScreen } from "./use-find";

interface HitListProps {
  readonly screen: FindScreen;
  readonly labelClasses: BenchState["labelClasses"];
  readonly list: RefObject<HTMLElement | null>;
  readonly onSearch: () => void;
}

/** What was found, with keys that move, select and label. Keys work while the focus is inside. */
export function HitList({ screen, labelClasses, list, onSearch }: HitListProps) {
  const strings = useTranslations("find");
  const { session, view, hits, among, found, isPaused } = screen;
  const [focused, setFocused] = useState(0);
  const keys = useMemo(() => assignKeys(labelClasses), [labelClasses]);
  const [settings] = useUserSettings();
  const findKeys = useMemo(() => findKeysOf(settings), [settings]);
  const current = hits[Math.min(focused, hits.length - 1)];
  const selected = hits.filter(({ sample }) => view.selected.has(sample.sampleId));
  const targets = selected.length > 0 ? selected : current ? [current] : [];

  const focus = (index: number) => {
    const checkbox = list.current?.querySelector<HTMLElement>(`[data-hit="${index}"]`);
    checkbox?.focus();
    checkbox?.closest("li")?.scrollIntoView({ block: "nearest" });
  };
  const label = (labelClass: BenchState["labelClasses"][number]) => {
    if (isPaused) return;
    void session?.label(targets, labelClass);
    if (selected.length === 0 && focused + 1 < hits.length) focus(focused + 1);
  };
  const moreLike = (hit: Hit) => {
    session?.select([]);
    screen.setLikeHit(hit);
    setFocused(0);
  };
  const act = (meant: FindAct) => {
    if (meant.kind === "next") focus(Math.min(hits.length - 1, focused + 1));
    else if (meant.kind === "previous") focus(Math.max(0, focused - 1));
    else if (meant.kind === "undo") void session?.undo();
    else if (meant.kind === "search") onSearch();
    else if (meant.kind === "back") screen.setLikeHit(null);
    else if (meant.kind === "select" && current) session?.toggle(current.sample.sampleId);
    else if (meant.kind === "more-like" && current) moreLike(current);
    else if (meant.kind === "label") {
      const labelClass = labelClasses.find(({ id }) => keys.get(id)?.digit === meant.digit);
      if (labelClass) label(labelClass);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.matches("input:not([type=checkbox])")) return;
    const meant = findActOfKey(event.nativeEvent, findKeys);
    if (!meant) return;
    event.preventDefault();
    if (!event.repeat || meant.kind === "next" || meant.kind === "previous") act(meant);
  };
  return (
    <section
      ref={list}
      tabIndex={-1}
      aria-label={strings("results")}
      onKeyDown={onKeyDown}
      className="outline-none"
    >
      <ul className="overflow-hidden rounded-xl border border-line bg-surface shadow-card">
        {hits.map((hit, index) => (
          <HitRow
            key={hit.sample.sampleId}
            hit={hit}
            index={index}
            isFocused={index === focused}
            isSelected={view.selected.has(hit.sample.sampleId)}
            ownClassIds={session ? session.answerTo(hit) : hit.ownClassIds}
            labelClasses={labelClasses}
            onFocus={setFocused}
            onToggle={({ sample }) => session?.toggle(sample.sampleId)}
            onMoreLike={moreLike}
          />
        ))}
      </ul>
      {among === "found" && found.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {strings("more")}
          </Button>
        </div>
      )}
      <AnswerBar
        screen={screen}
        labelClasses={labelClasses}
        keys={keys}
        undoKey={undoKeyOf(findKeys)}
        selected={selected.length}
        disabled={targets.length === 0 || isPaused}
        onChoose={label}
      />
    </section>
  );
}

interface AnswerBarProps extends Pick<HitListProps, "screen" | "labelClasses"> {
  readonly keys: ReadonlyMap<string, ClassKeys>;
  readonly undoKey: string | undefined;
  /** How many hits are selected. */
  readonly selected: number;
  readonly disabled: boolean;
  readonly onChoose: (labelClass: BenchState["labelClasses"][number]) => void;
}

/** What can be said of the selected hits, always at the bottom of the screen. */
function AnswerBar({ screen, undoKey, selected, ...props }: AnswerBarProps) {
  const strings = useTranslations("find");
  const { session, hits } = screen;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-3 border-t border-line bg-bg px-4 py-3 sm:-mx-6 sm:px-6">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.8125rem] text-muted">
        <span>{strings("targets", { count: selected })}</span>
        <Button kind="quiet" onClick={() => session?.select(hits.map(({ sample }) => sample.sampleId))}>
          {strings("selectAll")}
        </Button>
        <Button
          kind="quiet"
          aria-keyshortcuts={undoKey === undefined ? undefined : ariaKey(undoKey)}
          onClick={() => void session?.undo()}
        >
          {strings("undo")}
        </Button>
        <p role="status" className="min-w-0">
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
