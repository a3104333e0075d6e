"use client";

import clsx from "clsx";
import { type FormEvent, useId, useState } from "react";
import { useLocale } from "use-intl";
import { updateProjectSchema } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { useToast } from "../../../_components/toast";
import { useErrorText } from "../../../_components/use-error-text";
import { parseNumber } from "./parse-number";
import { typedNumber } from "./typed-number";
import { useSaveGoal } from "./use-save-goal";
import { useWords } from "./use-words";

interface WidthFormProps {
  readonly projectId: string;
  readonly askedWidth: number | null;
}

/** The width of the holdout's interval that is asked for, in points; empty for none. */
export function WidthForm({ projectId, askedWidth }: WidthFormProps) {
  const { t } = useWords();
  const language = useLocale();
  const errorText = useErrorText();
  const toast = useToast();
  const save = useSaveGoal(projectId);
  const saved = typedNumber(askedWidth === null ? null : askedWidth * 100, language);
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const errorId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = (typed ?? saved).trim();
    const points = text === "" ? null : parseNumber(text, language);
    const holdoutWidth = points === null ? null : Number((points / 100).toPrecision(6));
    const isPossible = updateProjectSchema.safeParse({ holdoutWidth }).success;
    setWrong(!isPossible);
    if (!isPossible) return;
    save.mutate(
      { holdoutWidth },
      { onSuccess: () => setTyped(null), onError: (error) => toast(errorText(error)) },
    );
  };
  return (
    <form onSubmit={submit} className="-my-1 flex flex-wrap items-center justify-end gap-1.5">
      <input
        aria-label={t("holdout.askedLabel")}
        inputMode="decimal"
        autoComplete="off"
        maxLength={6}
        placeholder="–"
        value={typed ?? saved}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(false);
        }}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? errorId : undefined}
        className={clsx(
          "h-8 w-14 rounded-lg border bg-surface px-2 text-end placeholder:text-muted hover:border-ink/60",
          isWrong ? "border-warn" : "border-edge",
        )}
      />
      <span className="font-normal text-muted">{t("holdout.unit")}</span>
      {typed !== null && typed !== saved && (
        <Button type="submit" className="min-h-8! px-2.5! py-0.5!" busy={save.isPending}>
          {t("goal.set")}
        </Button>
      )}
      {isWrong && (
        <p id={errorId} role="alert" className="basis-full text-end text-[0.8125rem] font-medium text-warn">
          {t("goal.widthWrong")}
        </p>
      )}
    </form>
  );
}
