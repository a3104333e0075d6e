"use client";

import clsx from "clsx";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl";
import type { ClassName } from "@/db/queries/class-names";
import type { Task } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { ErrorNote } from "../../../_components/error-note";
import { LocalTime } from "../../../_components/local-time";
import { useErrorText } from "../../../_components/use-error-text";
import type { Outbox } from "../_outbox/outbox";
import { AnswerEditor } from "./answer-editor";
import { GoldButton } from "./gold-button";
import type { HistoryItem } from "./history-items";
import type { SavedIds, Toggled } from "./use-focus-saved";
import { useGold } from "./use-gold";

interface HistoryRowProps {
  /** Undefined while it is being opened. */
  readonly outbox: Outbox | undefined;
  readonly task: Task;
  readonly classes: readonly ClassName[];
  readonly item: HistoryItem;
  /** Leads make their labels gold. */
  readonly mayLead: boolean;
  readonly onSaved: (ids: SavedIds) => void;
  readonly onGold: (toggled: Toggled) => void;
}

/** One decision: of what, what, when. What was taken back or replaced stays in sight, struck out. */
export function HistoryRow({ outbox, task, classes, item, mayLead, onSaved, onGold }: HistoryRowProps) {
  const t = useTranslations("work");
  const [isEditing, setEditing] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const gold = useGold(outbox, task, item, () => onGold({ sampleId: item.sampleId, left: item.id }));
  const errorText = useErrorText();
  const cancel = () => {
    flushSync(() => setEditing(false));
    change.current?.focus();
  };
  const sample = item.excerpt ?? t("history.imageAlt", { id: item.sampleId });
  const asides = [
    t(`history.screens.${item.screen}`),
    item.isUndone ? t("history.takenBack") : item.isCurrent ? "" : t("history.replaced"),
  ].filter(Boolean);
  return (
    <li
      data-decision={item.id}
      data-sample={item.sampleId}
      tabIndex={-1}
      className="border-t border-line py-2.5"
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        {item.imageUrl !== null && (
          // biome-ignore lint/performance/noImgElement: the API serves it, with a session
          <img
            src={`/api/v1${item.imageUrl.replace(/image$/, "preview")}`}
            alt={sample}
            loading="lazy"
            className="size-14 shrink-0 rounded-md border border-line bg-sunken object-contain"
          />
        )}
        <div className="min-w-0 flex-1 basis-40">
          {item.excerpt !== null && (
            <p dir="auto" className="line-clamp-2 wrap-anywhere">
              {item.excerpt}
            </p>
          )}
          <p className="text-[0.8125rem] wrap-anywhere text-muted">
            <span className={clsx("font-medium", item.isCurrent ? "text-ink" : "line-through")}>
              <Answer item={item} classes={classes} />
            </span>
            {" · "}
            {item.createdAt === null ? t("history.unsent") : <LocalTime instant={item.createdAt} />}
            {asides.map((aside) => ` · ${aside}`).join("")}
          </p>
          {item.note !== null && item.note !== "" && (
            <p dir="auto" className="text-[0.8125rem] wrap-anywhere italic">
              {item.note}
            </p>
          )}
        </div>
        {item.isCurrent && !isEditing && (
          <div className="ms-auto flex items-center gap-1">
            {mayLead && item.action === "label" && (
              <GoldButton {...{ gold, classes }} of={sample.slice(0, 60)} disabled={!outbox} />
            )}
            <Button
              ref={change}
              data-change
              kind="quiet"
              aria-label={t("history.changeOf", { sample: sample.slice(0, 60) })}
              onClick={() => setEditing(true)}
              className="pointer-coarse:min-h-11"
            >
              {t("history.change")}
            </Button>
          </div>
        )}
      </div>
      {gold.error && <ErrorNote message={errorText(gold.error)} />}
      {isEditing && (
        <AnswerEditor
          outbox={outbox}
          task={task}
          classes={classes}
          item={item}
          mayLead={mayLead}
          onCancel={cancel}
          onSaved={(id) => {
            setEditing(false);
            onSaved({ saved: id, replaced: item.id });
          }}
        />
      )}
    </li>
  );
}

function Answer({ item, classes }: Pick<HistoryRowProps, "item" | "classes">) {
  const t = useTranslations("work");
  const nameOf = (id: string) => classes.find((one) => one.id === id)?.name ?? t("history.archivedClass");
  if (item.action === "skip") return t("history.wasSkipped");
  if (item.action === "flag") return t("history.wasFlagged");
  if (item.labelClassIds) return item.labelClassIds.map(nameOf).join(", ") || t("history.noClass");
  const name = nameOf(item.labelClassId ?? "");
  if (item.action === "accept") return t("history.has", { name });
  return item.action === "reject" ? t("history.not", { name }) : name;
}
