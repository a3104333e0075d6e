"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ClassName } from "@/db/queries/class-names";
import type { Task } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { ErrorNote } from "../../../_components/error-note";
import { useToast } from "../../../_components/toast";
import { useErrorText } from "../../../_components/use-error-text";
import type { Outbox } from "../_outbox/outbox";
import type { HistoryItem } from "./history-items";
import { useChangeAnswer } from "./use-change-answer";

interface AnswerEditorProps {
  /** Undefined while it is being opened. */
  readonly outbox: Outbox | undefined;
  readonly task: Task;
  readonly classes: readonly ClassName[];
  readonly item: HistoryItem;
  readonly mayLead: boolean;
  readonly onCancel: () => void;
  /** The new decision's id. */
  readonly onSaved: (id: string) => void;
}

/** Another answer for a sample one has answered already; archived classes are offered only where one was given. */
export function AnswerEditor(props: AnswerEditorProps) {
  const { outbox, task, classes, item, onCancel, onSaved } = props;
  const errorText = useErrorText();
  const t = useTranslations("work");
  const toast = useToast();
  const before =
    item.labelClassIds ?? (item.labelClassId !== null && item.action !== "reject" ? [item.labelClassId] : []);
  const [chosen, setChosen] = useState<readonly string[]>(before);
  // A lead's word stays one when they change it.
  const screen = props.mayLead && item.screen === "review" ? "review" : "history";
  const change = useChangeAnswer(outbox, task, item, screen, (id) => {
    toast(t("history.saved"));
    onSaved(id);
  });
  const offered = classes.filter(({ id, isArchived }) => !isArchived || before.includes(id));
  const isSame = chosen.length === before.length && chosen.every((id) => before.includes(id));
  return (
    <div ref={focusFirst} className="mt-2 grid gap-3 rounded-lg bg-sunken p-3">
      {task === "multi" ? (
        <ClassChecks classes={offered} chosen={chosen} onChange={setChosen} />
      ) : (
        <select
          aria-label={t("history.label")}
          value={chosen[0] ?? ""}
          onChange={(event) => setChosen([event.target.value])}
          className="min-h-9 w-full rounded-lg border border-edge bg-surface px-2.5 py-1.5 text-sm sm:w-64 pointer-coarse:min-h-11"
        >
          {chosen.length === 0 && <option value="">{t("history.choose")}</option>}
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {change.error && <ErrorNote message={errorText(change.error)} />}
      <div className="flex gap-2">
        <Button
          kind="primary"
          busy={change.isPending}
          disabled={!outbox || (isSame && (item.action === "label" || task === "single"))}
          onClick={() => change.mutate(chosen)}
        >
          {t("history.save")}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t("history.cancel")}
        </Button>
      </div>
    </div>
  );
}

function focusFirst(editor: HTMLElement | null): void {
  editor?.querySelector<HTMLElement>("select, input, button")?.focus();
}

interface ClassChecksProps {
  readonly classes: readonly ClassName[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function ClassChecks({ classes, chosen, onChange }: ClassChecksProps) {
  const t = useTranslations("work");
  return (
    <fieldset className="flex max-h-60 flex-wrap gap-x-5 gap-y-2 overflow-y-auto">
      <legend className="sr-only">{t("history.label")}</legend>
      {classes.map(({ id, name }) => (
        <label key={id} className="flex cursor-pointer items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
            className="size-4 accent-accent"
          />
          <span dir="auto" className="wrap-anywhere">
            {name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
