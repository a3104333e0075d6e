"use client";

import { type RefObject, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Hit } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { Button } from "../../../../_components/button";
import { assignKeys } from "../../label/_bench/keymap";
import { AnswerBar } from "./answer-bar";
import type { FindAct } from "./find-keys";
import { HitRow } from "./hit-row";
import type { FindScreen } from "./use-find";
import { useFocusAsked } from "./use-focus-asked";
import { focusHit, useHitKeys } from "./use-hit-keys";

interface HitListProps {
  readonly screen: FindScreen;
  readonly labelClasses: BenchState["labelClasses"];
  readonly list: RefObject<HTMLElement | null>;
  readonly onSearch: () => void;
}

/** What was found, with keys that move, select, read and label. Keys work while the focus is inside. */
export function HitList(props: HitListProps) {
  const { screen, labelClasses, list } = props;
  const strings = useTranslations("find");
  const { session, view, hits, among, found } = screen;
  const acts = useHitActs(props);
  const { onKeyDown, undoKey } = useHitKeys(acts.act);
  useFocusAsked(screen, list);
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
            screen={screen}
            hit={hit}
            index={index}
            isFocused={index === acts.focused}
            isSelected={view.selected.has(hit.sample.sampleId)}
            isWhole={acts.whole.has(hit.sample.sampleId)}
            own={session ? session.answerTo(hit) : hit.own}
            labelClasses={labelClasses}
            onFocus={acts.setFocused}
            onToggle={({ sample }) => session?.toggle(sample.sampleId)}
            onWhole={acts.toggleWhole}
            onMoreLike={acts.moreLike}
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
        keys={acts.keys}
        undoKey={undoKey}
        selected={acts.selected.length}
        disabled={!acts.mayLabel}
        onChoose={acts.label}
      />
    </section>
  );
}

/** Which hit is in focus, which are shown whole, and what is done with them. */
function useHitActs({ screen, labelClasses, list, onSearch }: HitListProps) {
  const { session, view, hits, isPaused } = screen;
  const [focused, setFocused] = useState(0);
  const [whole, setWhole] = useState<ReadonlySet<number>>(new Set());
  const keys = useMemo(() => assignKeys(labelClasses), [labelClasses]);
  const current = hits[Math.min(focused, hits.length - 1)];
  const selected = hits.filter(({ sample }) => view.selected.has(sample.sampleId));
  const targets = selected.length > 0 ? selected : current ? [current] : [];
  const label = (labelClass: BenchState["labelClasses"][number]) => {
    if (isPaused) return;
    void session?.label(targets, labelClass);
    if (selected.length === 0 && focused + 1 < hits.length) focusHit(list, focused + 1);
  };
  const moreLike = (hit: Hit) => {
    session?.select([]);
    screen.setLikeHit(hit);
    setFocused(0);
  };
  const toggleWhole = ({ sample: { sampleId } }: Hit) => {
    const others = new Set(whole);
    if (!others.delete(sampleId)) others.add(sampleId);
    setWhole(others);
  };
  const act = (meant: FindAct) => {
    if (meant.kind === "next") focusHit(list, Math.min(hits.length - 1, focused + 1));
    else if (meant.kind === "previous") focusHit(list, Math.max(0, focused - 1));
    else if (meant.kind === "undo") void session?.undo();
    else if (meant.kind === "search") onSearch();
    else if (meant.kind === "back") screen.setLikeHit(null);
    else if (meant.kind === "select" && current) session?.toggle(current.sample.sampleId);
    else if (meant.kind === "whole" && current) toggleWhole(current);
    else if (meant.kind === "more-like" && current) moreLike(current);
    else if (meant.kind === "label") {
      const labelClass = labelClasses.find(({ id }) => keys.get(id)?.digit === meant.digit);
      if (labelClass) label(labelClass);
    }
  };
  const mayLabel = targets.length > 0 && !isPaused;
  return { act, focused, setFocused, whole, toggleWhole, keys, selected, mayLabel, label, moreLike };
}
