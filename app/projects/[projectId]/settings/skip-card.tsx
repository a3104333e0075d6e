"use client";

import { useTranslations } from "use-intl";
import type { ProjectSettings } from "@/lib/contracts/projects";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { SaveState } from "./save-state";
import { useChoices } from "./use-choices";

export function SkipCard({ settings }: { readonly settings: ProjectSettings }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const { chosen, choose, save } = useChoices(settings);
  return (
    <Card title={t("skip.title")} aside={<SaveState save={save} />}>
      <label className="flex cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          checked={chosen.skipAsksReason}
          aria-describedby="skip-hint"
          onChange={(event) => choose({ skipAsksReason: event.target.checked })}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          <span className="block font-medium">{t("skip.label")}</span>
          <span id="skip-hint" className="block text-[0.8125rem] text-muted">
            {t("skip.hint")}
          </span>
        </span>
      </label>
      {save.error && <ErrorNote message={errorText(save.error)} />}
    </Card>
  );
}
