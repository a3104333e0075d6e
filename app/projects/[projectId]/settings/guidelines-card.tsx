"use client";

import { useTranslations } from "use-intl";
import type { ProjectSettings, UpdateProject } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Card } from "../../../_components/card";
import { Field } from "../../../_components/field";
import { LocalTime } from "../../../_components/local-time";
import { useErrorText } from "../../../_components/use-error-text";
import { SaveState } from "./save-state";
import { useDraft } from "./use-draft";
import { useSave } from "./use-save";

/** What annotators are to follow. Saved by a press, not while typing: each saving tells them that it changed. */
export function GuidelinesCard({ settings }: { readonly settings: ProjectSettings }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const draft = useDraft(settings.guidelines);
  const save = useSave<UpdateProject>(settings.id);
  const submit = () => save.mutate({ guidelines: draft.value }, { onSuccess: () => draft.keep(draft.value) });
  return (
    <Card
      title={t("guidelines.title")}
      aside={
        settings.guidelinesChangedAt && (
          <>
            {t("guidelines.changed")} <LocalTime instant={settings.guidelinesChangedAt} />
          </>
        )
      }
    >
      <Field
        label={t("guidelines.label")}
        hint={t("guidelines.hint")}
        error={save.error && errorText(save.error)}
      >
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={10}
            maxLength={50_000}
            value={draft.value}
            onChange={(event) => draft.change(event.target.value)}
          />
        )}
      </Field>
      <div className="mt-3 flex items-center justify-end gap-3">
        <SaveState isDirty={draft.isDirty} save={save} />
        <Button kind="primary" disabled={!draft.isDirty} busy={save.isPending} onClick={submit}>
          {t("save")}
        </Button>
      </div>
    </Card>
  );
}
