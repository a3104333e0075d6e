"use client";

import { CirclePause } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ProjectSettings, UpdateProject } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { ErrorNote } from "../../../_components/error-note";
import { LocalTime } from "../../../_components/local-time";
import { useErrorText } from "../../../_components/use-error-text";
import { useSave } from "./use-save";

/** Says that nothing is handed out, on top of the page, with the way back. */
export function PausedNote({ settings }: { readonly settings: ProjectSettings }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const save = useSave<UpdateProject>(settings.id);
  if (settings.pausedAt === null) return null;
  const resume = () =>
    // This note goes with its button; the focus would fall to the page's beginning.
    save.mutate({ isPaused: false }, { onSuccess: () => focusContent() });
  return (
    <section
      aria-label={t("paused.title")}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl border border-wheat/60 bg-wheat-soft p-4"
    >
      <CirclePause size={22} aria-hidden="true" className="shrink-0 text-wheat-ink" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">{t("paused.title")}</p>
        {settings.pausedBy === "budget" && <p>{t("paused.spent")}</p>}
        <p>{t("paused.explain")}</p>
        <p className="text-[0.8125rem]">
          {t("paused.since")} <LocalTime instant={settings.pausedAt} />
        </p>
      </div>
      {settings.pausedBy !== "budget" && (
        <Button kind="primary" busy={save.isPending} onClick={resume}>
          {t("paused.resume")}
        </Button>
      )}
      {save.error && <ErrorNote message={errorText(save.error)} />}
    </section>
  );
}

function focusContent(): void {
  document.getElementById("content")?.focus({ preventScroll: true });
}
