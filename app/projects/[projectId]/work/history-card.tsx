"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ClassName } from "@/db/queries/class-names";
import type { Task } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { useErrorText } from "../../../_components/use-error-text";
import { HistoryRow } from "./history-row";
import { historyActions, useHistory } from "./use-history";

interface HistoryCardProps {
  readonly projectId: string;
  readonly task: Task;
  readonly classes: readonly ClassName[];
}

/** All that one decided, newest first, by class if wanted; what stands can be changed. */
export function HistoryCard({ projectId, task, classes }: HistoryCardProps) {
  const errorText = useErrorText();
  const t = useTranslations("work");
  const [wanted, setWanted] = useState("all");
  const { items, isLoading, error, more } = useHistory(projectId, wanted);
  return (
    <Card title={t("history.title")}>
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
              {historyActions.map((action) => (
                <option key={action} value={action}>
                  {t(`history.actions.${action}`)}
                </option>
              ))}
            </optgroup>
          </select>
        )}
      </Field>
      {error && <ErrorNote message={errorText(error)} />}
      <ul className="mt-3">
        {items.map((item) => (
          <HistoryRow key={item.id} projectId={projectId} task={task} classes={classes} item={item} />
        ))}
      </ul>
      <p role="status" className="min-h-5 pt-2 text-muted">
        {isLoading
          ? t("history.loading")
          : items.length === 0 && !error
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
