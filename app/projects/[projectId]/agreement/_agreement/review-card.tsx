"use client";

import { type KeyboardEvent, useMemo, useRef } from "react";
import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { Button } from "../../../../_components/button";
import { Card } from "../../../../_components/card";
import { OutboxBadge } from "../../_outbox/outbox-badge";
import { findActOfKey, findKeysOf, undoKeyOf } from "../../find/_find/find-keys";
import { ariaKey, keyCap } from "../../label/_bench/bench-commands";
import { KeyCap } from "../../label/_bench/key-cap";
import { useUserSettings } from "../../label/_bench/use-user-settings";
import { choicesOf, isArchived } from "./review-choices";
import { ReviewRow } from "./review-row";
import { useActiveRow } from "./use-active-row";
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
  const card = useRef<HTMLDivElement>(null);
  const rows = agreement.disagreements.filter(({ sampleId }) => !review.settled.has(sampleId));
  const gone = agreement.disagreements.length - rows.length;
  const active = useActiveRow(
    card,
    rows.map(({ sampleId }) => sampleId),
  );
  const settle = (place: number, labelClassIds: readonly string[]) => {
    if (!review.isOpen) return;
    void review.settle(rows[place]!, labelClassIds);
    active.leave(place);
  };
  const undo = async () => {
    const sampleId = await review.undo();
    if (sampleId !== null) active.bringBack(sampleId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = findActOfKey(event.nativeEvent, keys);
    const { target } = event;
    if (!act || !(target instanceof Element) || target.closest("select, dialog")) return;
    const row = target.closest("[data-row]") ? rows[active.at] : undefined;
    if (act.kind === "undo" && mayLead) void undo();
    else if (!row) return;
    else if (act.kind === "next" || act.kind === "previous") active.move(act.kind === "next" ? 1 : -1);
    else if (act.kind === "label" && mayLead && !event.repeat) {
      const choice = choicesOf(row, task)[Number(act.digit) - 1];
      if (!choice || isArchived(choice, agreement)) return;
      settle(active.at, choice.labelClassIds);
    } else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows and of the button inside
    <div ref={card} onKeyDown={onKeyDown}>
      <Card
        title={t("title", { count: agreement.open - gone })}
        aside={
          mayLead && (
            <ReviewAside
              projectId={projectId}
              userId={userId}
              review={review}
              undoKey={undoKeyOf(keys)}
              onUndo={() => void undo()}
            />
          )
        }
      >
        {rows.length === 0 ? (
          <p className="text-muted">{t(agreement.overall.samples === 0 ? "nothingYet" : "nothing")}</p>
        ) : (
          <>
            <p className="mb-3 text-[0.8125rem] text-muted print:hidden">
              {t(mayLead ? (settings.singleKeys ? "how" : "howSlowly") : "howOther")}{" "}
              {agreement.open - gone > rows.length && t("newest", { shown: rows.length })}
            </p>
            <ul aria-label={t("list")}>
              {rows.map((row, place) => (
                <ReviewRow
                  key={row.sampleId}
                  disagreement={row}
                  agreement={agreement}
                  nameOf={nameOf}
                  isActive={place === active.at}
                  mayLead={mayLead}
                  hasKeys={settings.singleKeys}
                  onFocus={() => active.stand(place)}
                  onSettle={(labelClassIds) => settle(place, labelClassIds)}
                />
              ))}
            </ul>
          </>
        )}
      </Card>
    </div>
  );
}

interface ReviewAsideProps {
  readonly projectId: string;
  readonly userId: string;
  readonly review: Review;
  /** Undefined where no key undoes. */
  readonly undoKey: string | undefined;
  readonly onUndo: () => void;
}

/** Whether all is saved, and what takes the last word back. */
function ReviewAside({ projectId, userId, review, undoKey, onUndo }: ReviewAsideProps) {
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
        data-undo
        aria-disabled={!review.canUndo || undefined}
        aria-keyshortcuts={undoKey && ariaKey(undoKey)}
        onClick={() => review.canUndo && onUndo()}
      >
        {t("undo")}
        {undoKey && <KeyCap className="pointer-coarse:hidden">{keyCap(undoKey)}</KeyCap>}
      </Button>
    </span>
  );
}
