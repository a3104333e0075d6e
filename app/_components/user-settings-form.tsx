"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { type Language, languageNames, languages } from "@/lib/contracts/language-names";
import type { UserSettings } from "@/lib/contracts/user-settings";
import { defaultUserSettings } from "@/lib/contracts/user-settings-defaults";
import { setTextSize, useTextSize } from "../projects/[projectId]/label/_bench/text-size";
import { callApi, json, tellApi } from "./call-api";
import { Card } from "./card";
import { ErrorNote } from "./error-note";
import { Field } from "./field";
import { keepLanguage } from "./keep-language";

const path = "/api/v1/settings";
const queryKey = ["user-settings"];
const textSizes = [14, 16, 18, 20, 22, 24, 28] as const;

/** How somebody likes to work. Each choice is stored at once, for every machine of theirs. */
export function UserSettingsForm() {
  const t = useTranslations("work");
  const router = useRouter();
  const client = useQueryClient();
  const { data, error } = useQuery({ queryKey, queryFn: () => callApi<UserSettings>(path) });
  const save = useMutation({
    mutationFn: (settings: UserSettings) => tellApi(path, json("PUT", settings)),
    onSuccess: async (_, settings) => {
      const spokeAnother = data && data.language !== settings.language;
      client.setQueryData(queryKey, settings);
      if (spokeAnother) {
        keepLanguage(settings.language);
        router.refresh();
      }
    },
  });
  // Shown at once, and taken back when it could not be stored.
  const [draft, setDraft] = useState<UserSettings | null>(null);
  const settings = draft ?? data;
  const change = (changes: Partial<UserSettings>) => {
    if (!settings) return;
    const changed = { ...settings, ...changes };
    setDraft(changed);
    save.mutate(changed, { onSettled: () => setDraft(null) });
  };
  const problem = save.error ?? error;
  return (
    <Card
      title={t("settings.title")}
      aside={
        <span role="status">
          {save.isPending ? t("settings.saving") : save.isSuccess ? t("settings.saved") : ""}
        </span>
      }
    >
      {problem && <ErrorNote error={problem} />}
      <Choices settings={settings ?? defaultUserSettings} isKnown={data !== undefined} change={change} />
    </Card>
  );
}

interface ChoicesProps {
  readonly settings: UserSettings;
  readonly isKnown: boolean;
  readonly change: (changes: Partial<UserSettings>) => void;
}

function Choices({ settings, isKnown, change }: ChoicesProps) {
  const t = useTranslations("work");
  // This browser's: it is what the bench paints its first sample with.
  const [textSize] = useTextSize();
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Choice
          label={t("settings.language")}
          value={settings.language ?? ""}
          disabled={!isKnown}
          onChange={(value) => change({ language: value === "" ? null : (value as Language) })}
        >
          <option value="">{t("settings.browser")}</option>
          {languages.map((language) => (
            <option key={language} value={language}>
              {languageNames[language]}
            </option>
          ))}
        </Choice>
        <Choice
          label={t("settings.textSize")}
          value={String(textSize)}
          disabled={!isKnown}
          onChange={(value) => {
            setTextSize(Number(value));
            change({ textSize: Number(value) });
          }}
        >
          {[...new Set([...textSizes, textSize])]
            .sort((a, b) => a - b)
            .map((size) => (
              <option key={size} value={size}>
                {t("settings.textSizeValue", { count: size })}
              </option>
            ))}
        </Choice>
        <Choice
          label={t("settings.break")}
          value={String(settings.breakAfterMinutes ?? "")}
          disabled={!isKnown}
          onChange={(value) =>
            change({ breakAfterMinutes: value === "25" ? 25 : value === "50" ? 50 : null })
          }
        >
          <option value="">{t("settings.breakNever")}</option>
          {[25, 50].map((count) => (
            <option key={count} value={count}>
              {t("settings.breakAfter", { count })}
            </option>
          ))}
        </Choice>
      </div>
      <p className="min-h-8 wrap-anywhere" style={{ fontSize: textSize }}>
        {t("settings.example")}
      </p>
      <label className="flex cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          checked={settings.singleKeys}
          disabled={!isKnown}
          onChange={({ target }) => change({ singleKeys: target.checked })}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          <span className="block font-medium">{t("settings.singleKeys")}</span>
          <span className="block text-[0.8125rem] text-muted">{t("settings.singleKeysHint")}</span>
        </span>
      </label>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, disabled, onChange, children }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          value={value}
          disabled={disabled}
          onChange={({ target }) => onChange(target.value)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}
