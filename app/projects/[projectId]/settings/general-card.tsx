"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ProjectSettings, type UpdateProject, updateProjectSchema } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { useErrorText } from "../../../_components/use-error-text";
import { SaveState } from "./save-state";
import { useDraft } from "./use-draft";
import { useSave } from "./use-save";

/** Name, budget, and whether work goes on. */
export function GeneralCard({ settings }: { readonly settings: ProjectSettings }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const name = useDraft(settings.name);
  const budget = useDraft(String(settings.budget ?? ""));
  const save = useSave<UpdateProject>(settings.id);
  const [isRefused, setRefused] = useState(false);
  const digits = budget.value.replace(/[\s,._]/g, "");
  // What was not changed here another tab may have changed.
  const parsed = updateProjectSchema.safeParse({
    ...(name.isDirty && { name: name.value }),
    ...(budget.isDirty && { budget: digits === "" ? null : Number(digits) }),
  });
  const problemOf = (field: string) =>
    isRefused ? parsed.error?.issues.find(({ path }) => path[0] === field)?.message : undefined;
  const submit = () => {
    setRefused(!parsed.success);
    if (!parsed.success) return;
    save.mutate(parsed.data, {
      onSuccess: () => {
        name.keep(name.value);
        budget.keep(budget.value);
      },
    });
  };
  const isDirty = name.isDirty || budget.isDirty;
  return (
    <Card title={t("general.title")}>
      <div className="grid gap-4">
        <Field label={t("general.name")} error={problemOf("name")}>
          {(control) => (
            <input
              {...control}
              dir="auto"
              autoComplete="off"
              maxLength={200}
              value={name.value}
              onChange={(event) => name.change(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t("general.budget")}
          hint={t("general.budgetHint")}
          error={problemOf("budget") && t("general.budgetWrong")}
        >
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              value={budget.value}
              onChange={(event) => budget.change(event.target.value)}
            />
          )}
        </Field>
        {save.error && <ErrorNote message={errorText(save.error)} />}
        <div className="flex items-center justify-end gap-3">
          <SaveState isDirty={isDirty} save={save} />
          <Button kind="primary" disabled={!isDirty} busy={save.isPending} onClick={submit}>
            {t("save")}
          </Button>
        </div>
        <p className="border-t border-line pt-4 text-muted">
          {t(settings.task === "multi" ? "general.taskMulti" : "general.task")}. {t("general.taskNote")}
        </p>
        <PauseRow settings={settings} />
      </div>
    </Card>
  );
}

/** One button that pauses and resumes: it stays where it was pressed, with the focus, which a disabled one would lose. */
function PauseRow({ settings }: { readonly settings: ProjectSettings }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const save = useSave<UpdateProject>(settings.id);
  const isPaused = settings.pausedAt !== null;
  const isSpent = isPaused && settings.pausedBy === "budget";
  const said = isPaused ? `${t("paused.title")}. ${t(isSpent ? "paused.spent" : "paused.explain")}` : "";
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <div className="min-w-0 flex-1 basis-60 text-muted">
          <p role="status">{said}</p>
          {!isPaused && <p>{t("general.pauseExplain")}</p>}
        </div>
        {!isSpent && (
          <Button
            aria-disabled={save.isPending || undefined}
            aria-busy={save.isPending || undefined}
            onClick={() => !save.isPending && save.mutate({ isPaused: !isPaused })}
          >
            {t(isPaused ? "paused.resume" : "general.pause")}
          </Button>
        )}
      </div>
      {save.error && <ErrorNote message={errorText(save.error)} />}
    </>
  );
}
