"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { type UpdateLabelClass, updateLabelClassSchema } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Field } from "../../../_components/field";
import { useErrorText } from "../../../_components/use-error-text";
import type { LabelClass } from "./class-settings";
import { SaveState } from "./save-state";
import { useDraft } from "./use-draft";
import { useSave } from "./use-save";

interface ClassDefinitionProps {
  readonly projectId: string;
  readonly labelClass: LabelClass;
}

/** What belongs to a class, folded away until it is wanted. */
export function ClassDefinition({ projectId, labelClass }: ClassDefinitionProps) {
  const t = useTranslations("settings");
  const { id, name, description, examples } = labelClass;
  return (
    <details className="col-span-2 col-start-2 min-w-0">
      <summary className="w-fit max-w-full rounded-md py-1 text-[0.8125rem] text-muted hover:text-ink pointer-coarse:py-3">
        {t("classes.define")}
        <span className="sr-only"> ({name})</span>
        {description === "" && examples.length === 0 && ` · ${t("classes.undefined")}`}
      </summary>
      <DefinitionForm key={id} projectId={projectId} labelClass={labelClass} />
    </details>
  );
}

function DefinitionForm({ projectId, labelClass }: ClassDefinitionProps) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const description = useDraft(labelClass.description);
  const examples = useDraft(labelClass.examples.join("\n"));
  const save = useSave<UpdateLabelClass>(projectId, `/label-classes/${labelClass.id}`);
  const [problem, setProblem] = useState<string | null>(null);
  const isDirty = description.isDirty || examples.isDirty;
  const submit = () => {
    const lines = examples.value.split("\n").map((line) => line.trim());
    const given = { description: description.value, examples: lines.filter(Boolean) };
    const parsed = updateLabelClassSchema.safeParse(given);
    setProblem(parsed.success ? null : t("classes.tooMany"));
    if (!parsed.success) return;
    save.mutate(parsed.data, {
      onSuccess: () => {
        description.keep(description.value);
        examples.keep(examples.value);
      },
    });
  };
  return (
    <div className="grid gap-3 pt-1 pb-3">
      <Field label={t("classes.description")}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={2}
            maxLength={2000}
            value={description.value}
            onChange={(event) => description.change(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t("classes.examples")}
        hint={t("classes.examplesHint")}
        error={problem ?? (save.error && errorText(save.error))}
      >
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={3}
            value={examples.value}
            onChange={(event) => {
              examples.change(event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
      <div className="flex items-center justify-end gap-3">
        <SaveState isDirty={isDirty} save={save} />
        <Button disabled={!isDirty} busy={save.isPending} onClick={submit}>
          {t("save")}
          <span className="sr-only"> ({labelClass.name})</span>
        </Button>
      </div>
    </div>
  );
}
