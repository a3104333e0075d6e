"use client";

import { type FormEvent, useState } from "react";
import { useLocale } from "use-intl";
import { curveMetricSchema, type Progress } from "@/lib/contracts/progress";
import { Button } from "../../../_components/button";
import { Dialog } from "../../../_components/dialog";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { type GoalDraft, type GoalField, goalDraftOf, readGoalDraft } from "./goal-draft";
import { useSaveGoal } from "./use-save-goal";
import { useWords } from "./use-words";

interface GoalDialogProps {
  readonly projectId: string;
  readonly progress: Progress;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What the lead aims at, what an hour costs, and how far labeling may go. */
export function GoalDialog({ open, onOpenChange, ...props }: GoalDialogProps) {
  const { t } = useWords();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("goal.dialogTitle")}
      description={t("goal.description")}
    >
      <GoalForm {...props} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface GoalFormProps {
  readonly projectId: string;
  readonly progress: Progress;
  readonly onDone: () => void;
}

function GoalForm({ projectId, progress, onDone }: GoalFormProps) {
  const { t } = useWords();
  const language = useLocale();
  const [opened] = useState(() => goalDraftOf(progress, language));
  const [draft, setDraft] = useState(opened);
  const [refused, setRefused] = useState<readonly GoalField[]>([]);
  const save = useSaveGoal(projectId);
  const set = (field: GoalField, value: string) => setDraft((before) => ({ ...before, [field]: value }));
  const { change, wrong } = readGoalDraft(draft, opened, language);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(wrong);
    if (wrong.length > 0) return;
    if (Object.keys(change).length === 0) onDone();
    else save.mutate(change, { onSuccess: onDone });
  };
  // What was refused is wrong for as long as it is.
  const fields = { draft, wrong: refused.filter((field) => wrong.includes(field)), set };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("goal.metric")}>
          {(control) => (
            <select
              {...control}
              value={draft.metric}
              onChange={(event) => setDraft({ ...draft, ...otherMetric(event.target.value) })}
            >
              {curveMetricSchema.options.map((metric) => (
                <option key={metric} value={metric}>
                  {t("curve.metric", { metric })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Typed
          field="target"
          {...fields}
          hint={t(draft.metric === "logLoss" ? "goal.nats" : "goal.percent")}
        />
        <Typed field="rate" {...fields} />
        <Typed field="currency" {...fields} />
      </div>
      <Typed field="width" {...fields} hint={t("goal.widthHint")} />
      <Typed field="budget" {...fields} hint={t("goal.budgetHint")} />
      {save.error && <ErrorNote error={save.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t("goal.cancel")}</Button>
        <Button type="submit" kind="primary" busy={save.isPending}>
          {t("goal.save")}
        </Button>
      </div>
    </form>
  );
}

/** A target of one metric is none of another. */
function otherMetric(value: string): Pick<GoalDraft, "metric" | "target"> {
  return { metric: curveMetricSchema.parse(value), target: "" };
}

interface TypedProps {
  readonly field: Exclude<GoalField, "metric">;
  readonly draft: GoalDraft;
  readonly wrong: readonly GoalField[];
  readonly set: (field: GoalField, value: string) => void;
  readonly hint?: string;
}

function Typed({ field, draft, wrong, set, hint }: TypedProps) {
  const { t } = useWords();
  return (
    <Field
      label={t(`goal.${field}`)}
      hint={hint}
      error={wrong.includes(field) ? t(`goal.${field}Wrong`, { metric: draft.metric }) : null}
    >
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          inputMode={field === "currency" ? "text" : "decimal"}
          maxLength={field === "currency" ? 3 : 20}
          value={draft[field]}
          onChange={(event) => set(field, event.target.value)}
        />
      )}
    </Field>
  );
}
