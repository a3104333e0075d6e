"use client";

import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import type { ClassName } from "@/db/queries/class-names";
import type { Task } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { useErrorText } from "../../../_components/use-error-text";
import { useOpened } from "../../../_components/use-opened";
import { openOutbox } from "../_outbox/open-outbox";
import { OutboxBadge } from "../_outbox/outbox-badge";
import { useOutboxState } from "../_outbox/use-outbox-state";
import { withUnlisted } from "./history-items";
import { HistoryRow } from "./history-row";
import { useFocusSaved } from "./use-focus-saved";
import { historyActions, isShown, useHistory } from "./use-history";
import { useUnlisted } from "./use-unlisted";

interface HistoryCardProps {
  readonly projectId: string;
  readonly userId: string;
  readonly task: Task;
  readonly classes: readonly ClassName[];
  readonly mayLead: boolean;
}

/** All that one decided, newest first, by class if wanted; what stands can be changed. */
export function HistoryCard({ projectId, userId, task, classes, mayLead }: HistoryCardProps) {
  const errorText = useErrorText();
  const t = useTranslations("work");
  const [wanted, setWanted] = useState("all");
  const outbox = useOpened(
    useCallback((signal: AbortSignal) => openOutbox(projectId, userId, signal), [projectId, userId]),
  );
  const outboxState = useOutboxState(outbox ?? undefined);
  const { items: listed, isLoading, error, more, fetchAgain } = useHistory(projectId, wanted);
  const items = withUnlisted(listed, useUnlisted(outboxState.entries, fetchAgain));
  const { list, onSaved, onGold } = useFocusSaved();
  const isGivenHere = (action: string) => action !== "accept" || task === "multi";
  const shown = items.filter((item) => isShown(item, wanted));
  return (
    <Card title={t("history.title")}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <Field label={t("history.class")}>
          {({ className, ...control }) => (
            <select
              {...control}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
              className={`${className} sm:w-64`}
            >
              <option value="all">{t("history.all")}</option>
              <optgroup label={t("history.byClass")}>
                {classes.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </optgroup>
              <optgroup label={t("history.byAction")}>
                {historyActions.filter(isGivenHere).map((action) => (
                  <option key={action} value={action}>
                    {t(`history.actions.${action}`)}
                  </option>
                ))}
              </optgroup>
            </select>
          )}
        </Field>
        <OutboxBadge
          projectId={projectId}
          userId={userId}
          outbox={outbox ?? undefined}
          state={outboxState}
          trouble={error}
          onSignedIn={() => void fetchAgain()}
        />
      </div>
      {error && <ErrorNote message={errorText(error)} />}
      <ul ref={list} tabIndex={-1} aria-label={t("history.title")} className="mt-3">
        {shown.map((item) => (
          <HistoryRow
            key={item.id}
            outbox={outbox ?? undefined}
            task={task}
            classes={classes}
            item={item}
            mayLead={mayLead}
            onSaved={onSaved}
            onGold={onGold}
          />
        ))}
      </ul>
      <p role="status" className="min-h-5 pt-2 text-muted">
        {isLoading
          ? t("history.loading")
          : shown.length === 0 && !error
            ? t(wanted === "all" ? "history.none" : "history.noneOf")
            : ""}
      </p>
      {more && (
        <Button busy={isLoading} onClick={more} className="pointer-coarse:min-h-11">
          {t("history.more")}
        </Button>
      )}
    </Card>
  );
}
