"use client";

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { Button } from "../../../../_components/button";
import { Card } from "../../../../_components/card";
import { OutboxBadge } from "../../_outbox/outbox-badge";
import { findActOfKey, findKeysOf, undoKeyOf } from "../../find/_find/find-keys";
import { ariaKey, keyCap } from "../../label/_bench/bench-commands";
import { KeyCap } from "../../label/_bench/key-cap";
import { useUserSettings } from "../../label/_bench/use-user-settings";
import { choicesOf, type Disagreement } from "./review-choices";
import { ReviewRow } from "./review-row";
import { type Review, useReview } from "./use-review";

interface ReviewCardProps {
  readonly projectId: string;
  readonly userId: string;
  readonly agreement: Agreement;
  readonly nameOf: (number: number) => string;
  readonly mayLead: boolean;
}

/** What people disagree on; a lead settles each with one key. Keys work while the focus is inside. */
export function ReviewCard({ projectId, userId, agreement, nameOf, mayLead }: ReviewCardProps) {
  const t = useTranslations("agreement.review");
  const { task } = agreement;
  const review = useReview(projectId, userId, task);
  const [settings] = useUserSettings();
  const keys = useMemo(() => findKeysOf(settings), [settings]);
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const rows = agreement.disagreements.filter(({ sampleId }) => !review.settled.has(sampleId));
  const gone = agreement.disagreements.length - rows.length;
  const at = Math.min(active, rows.length - 1);
  const [wantsFocus, setWantsFocus] = useState(false);
  // The row that had the focus is gone once it is settled; keys go on with the one in its place.
  useEffect(() => {
    if (!wantsFocus) return;
    setWantsFocus(false);
    list.current?.querySelectorAll<HTMLElement>("[data-row]")[at]?.focus();
  }, [wantsFocus, at]);
  const settle = (row: Disagreement, labelClassIds: readonly string[]) => {
    void review.settle(row, labelClassIds);
    setWantsFocus(true);
  };
  const focus = (place: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, place));
    setActive(next);
    list.current?.querySelectorAll<HTMLElement>("[data-row]")[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = findActOfKey(event.nativeEvent, keys);
    const isField = event.target instanceof Element && event.target.closest("select, dialog") !== null;
    if (!act || isField) return;
    const row = rows[at];
    if (act.kind === "next" || act.kind === "previous") focus(at + (act.kind === "next" ? 1 : -1));
    else if (act.kind === "undo" && mayLead) void review.undo();
    else if (act.kind === "label" && mayLead && row && !event.repeat) {
      const choice = choicesOf(row, task)[Number(act.digit) - 1];
      if (!choice) return;
      settle(row, choice.labelClassIds);
    } else return;
    event.preventDefault();
  };
  return (
    <Card
      title={t("title", { count: agreement.open - gone })}
      aside={
        mayLead && (
          <ReviewAside projectId={projectId} userId={userId} review={review} undoKey={undoKeyOf(keys)} />
        )
      }
    >
      {rows.length === 0 ? (
        <p className="text-muted">{t(agreement.overall.samples === 0 ? "nothingYet" : "nothing")}</p>
      ) : (
        <>
          <p className="mb-3 text-[0.8125rem] text-muted print:hidden">
            {t(mayLead ? (settings.singleKeys ? "how" : "howSlowly") : "howOther")}
          </p>
          <ul ref={list} onKeyDown={onKeyDown} aria-label={t("list")}>
            {rows.map((row, place) => (
              <ReviewRow
                key={row.sampleId}
                disagreement={row}
                agreement={agreement}
                nameOf={nameOf}
                isActive={place === at}
                mayLead={mayLead}
                hasKeys={settings.singleKeys}
                onFocus={() => setActive(place)}
                onSettle={(labelClassIds) => settle(row, labelClassIds)}
              />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

interface ReviewAsideProps {
  readonly projectId: string;
  readonly userId: string;
  readonly review: Review;
  /** Undefined where no key undoes. */
  readonly undoKey: string | undefined;
}

/** Whether all is saved, and what takes the last word back. */
function ReviewAside({ projectId, userId, review, undoKey }: ReviewAsideProps) {
  const t = useTranslations("agreement.review");
  return (
    <span className="flex flex-wrap items-center gap-3">
      <OutboxBadge
        projectId={projectId}
        userId={userId}
        outbox={review.outbox}
        state={review.outboxState}
        trouble={null}
        onSignedIn={() => undefined}
      />
      <Button
        aria-disabled={!review.canUndo || undefined}
        aria-keyshortcuts={undoKey && ariaKey(undoKey)}
        onClick={() => review.canUndo && void review.undo()}
      >
        {t("undo")}
        {undoKey && <KeyCap className="pointer-coarse:hidden">{keyCap(undoKey)}</KeyCap>}
      </Button>
    </span>
  );
}
