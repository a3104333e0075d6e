"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { ProjectSettings, Steering } from "@/lib/contracts/projects";
import { Button } from "../../../../_components/button";
import { json, tellApi } from "../../../../_components/call-api";
import { Card } from "../../../../_components/card";
import { ErrorNote } from "../../../../_components/error-note";
import { Field } from "../../../../_components/field";
import { strategyName, strategyText } from "../../_engine/engine-words";
import { panelKey } from "../../_panel/panel-key";
import { SaveState } from "../../settings/save-state";
import { changesOf, draftOf, type Steered, type SteeringDraft } from "./steering-draft";

interface SteeringCardProps {
  readonly settings: ProjectSettings;
  readonly strategyIds: readonly string[];
}

/** By what the next samples are chosen; saved at once, so that one new queue follows. */
export function SteeringCard({ settings, strategyIds }: SteeringCardProps) {
  const t = useTranslations("queue");
  const client = useQueryClient();
  const language = useLocale();
  const [edits, setEdits] = useState<Partial<SteeringDraft>>({});
  // What is wrong is said from the first try to save on, for as long as it is.
  const [isTried, setIsTried] = useState(false);
  const saved = draftOf(settings, language);
  const draft = { ...saved, ...edits };
  const { changes, wrong: problems } = changesOf(saved, draft, language);
  const wrong = isTried ? problems : [];
  const isDirty = Object.entries(draft).some(([name, value]) => saved[name as Steered] !== value);
  const save = useMutation({
    mutationFn: (changes: Partial<Steering>) =>
      tellApi(`/api/v1/projects/${settings.id}`, json("PATCH", changes)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: panelKey(settings.id) });
      setEdits({});
      setIsTried(false);
    },
  });
  const submit = () => {
    setIsTried(true);
    if (problems.length === 0) save.mutate(changes);
  };
  const change = (name: Steered) => (value: string) => setEdits((before) => ({ ...before, [name]: value }));
  const number = (name: "exploreShare" | "holdoutQuota" | "labelsPerRound") => (
    <NumberField name={name} value={draft[name]} isWrong={wrong.includes(name)} onChange={change(name)} />
  );
  return (
    <Card title={t("steering.title")} aside={<SaveState isDirty={isDirty} save={save} />}>
      <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2">
        <StrategyField ids={strategyIds} value={draft.strategy} onChange={change("strategy")} />
        {number("labelsPerRound")}
        {number("exploreShare")}
        {number("holdoutQuota")}
        <Field
          label={t("steering.holdoutSampling")}
          hint={t(`steering.${draft.holdoutSampling as Steering["holdoutSampling"]}Hint`)}
        >
          {(control) => (
            <select
              {...control}
              value={draft.holdoutSampling}
              onChange={(event) => change("holdoutSampling")(event.target.value)}
            >
              {(["uniform", "active"] as const).map((sampling) => (
                <option key={sampling} value={sampling}>
                  {t(`steering.${sampling}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="mt-4 grid gap-4">
        {save.error && <ErrorNote error={save.error} />}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p className="me-auto min-w-0 basis-80 grow text-[0.8125rem] text-muted">{t("steering.follows")}</p>
          {isDirty && (
            <Button
              onClick={() => {
                setEdits({});
                setIsTried(false);
              }}
            >
              {t("steering.discard")}
            </Button>
          )}
          <Button kind="primary" disabled={!isDirty} busy={save.isPending} onClick={submit}>
            {t("steering.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

interface StrategyFieldProps {
  readonly ids: readonly string[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function StrategyField({ ids, value, onChange }: StrategyFieldProps) {
  const t = useTranslations("queue.steering");
  const engine = useTranslations("engine");
  return (
    <Field label={t("strategy")} hint={strategyText(value, engine)}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {ids.map((id) => (
            <option key={id} value={id}>
              {strategyName(id, engine)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface NumberFieldProps {
  readonly name: "exploreShare" | "holdoutQuota" | "labelsPerRound";
  readonly value: string;
  readonly isWrong: boolean;
  readonly onChange: (value: string) => void;
}

function NumberField({ name, value, isWrong, onChange }: NumberFieldProps) {
  const t = useTranslations("queue.steering");
  return (
    <Field label={t(name)} hint={t(`${name}Hint`)} error={isWrong ? t(`${name}Wrong`) : null}>
      {(control) => (
        <input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
