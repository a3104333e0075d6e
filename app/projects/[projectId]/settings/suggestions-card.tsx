"use client";

import { useTranslations } from "use-intl";
import type { SuggestionMode } from "@/lib/contracts/labeling";
import { mostPlanted, type ProjectSettings } from "@/lib/contracts/projects";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { useErrorText } from "../../../_components/use-error-text";
import { useFormat } from "../../../_components/use-format";
import { SaveState } from "./save-state";
import { useChoices } from "./use-choices";

const modes = [
  { mode: "hidden", words: "hidden" },
  { mode: "after-key", words: "afterKey" },
  { mode: "shown", words: "shown" },
] as const satisfies readonly { mode: SuggestionMode; words: string }[];

/** 0, 1, … 10 of 100. */
const percents = Array.from({ length: Math.round(mostPlanted * 100) + 1 }, (_, percent) => percent);

/** Whether annotators see the model's guess, each choice with what it does to their answers. */
export function SuggestionsCard({ settings }: { readonly settings: ProjectSettings }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const format = useFormat();
  const { chosen, choose, save } = useChoices(settings);
  return (
    <Card title={t("suggestions.title")} aside={<SaveState save={save} />}>
      <fieldset>
        <legend className="mb-2 text-sm font-medium">{t("suggestions.legend")}</legend>
        <div className="grid gap-2">
          {modes.map(({ mode, words }) => (
            <label
              key={mode}
              className="flex cursor-pointer items-start gap-3 rounded-lg border border-edge p-3 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="suggestions"
                value={mode}
                checked={chosen.suggestions === mode}
                onChange={() => choose({ suggestions: mode })}
                className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
              />
              <span className="min-w-0">
                <span className="block font-medium">{t(`suggestions.${words}`)}</span>
                <span className="block text-[0.8125rem] text-muted">{t(`suggestions.${words}Text`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <p className="mt-3 text-[0.8125rem] text-muted">{t("suggestions.never")}</p>
      <div className="mt-4 border-t border-line pt-4">
        <Field label={t("suggestions.planted")} hint={t("suggestions.plantedHint")}>
          {({ className, ...control }) => (
            <select
              {...control}
              value={Math.round(chosen.plantedShare * 100)}
              disabled={chosen.suggestions === "hidden"}
              onChange={(event) => choose({ plantedShare: Number(event.target.value) / 100 })}
              className={`${className} sm:w-48`}
            >
              {percents.map((percent) => (
                <option key={percent} value={percent}>
                  {percent === 0 ? t("suggestions.plantedNone") : t("suggestions.plantedShare", { percent })}
                </option>
              ))}
            </select>
          )}
        </Field>
        {settings.planted.shown > 0 && (
          <p className="mt-2 text-[0.8125rem] text-muted">
            {t("suggestions.plantedAccepted", {
              ...settings.planted,
              share: format.percent(settings.planted.accepted / settings.planted.shown),
            })}
          </p>
        )}
      </div>
      {save.error && <ErrorNote message={errorText(save.error)} />}
    </Card>
  );
}
