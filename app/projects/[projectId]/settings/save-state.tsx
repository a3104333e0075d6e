"use client";

import { Check } from "lucide-react";
import { useTranslations } from "use-intl";

interface SaveStateProps {
  readonly isDirty?: boolean;
  readonly save: { readonly isPending: boolean; readonly isSuccess: boolean };
}

/** Whether what is on the screen is saved, in words that are also said. Its place stays when there is nothing to say. */
export function SaveState({ isDirty = false, save }: SaveStateProps) {
  const t = useTranslations("settings");
  const isSaved = save.isSuccess && !isDirty && !save.isPending;
  return (
    <span role="status" className="inline-flex min-h-5 items-center gap-1 text-[0.8125rem] text-muted">
      {isSaved && <Check size={14} aria-hidden="true" className="text-accent" />}
      {save.isPending ? t("saving") : isDirty ? t("unsaved") : isSaved ? t("saved") : ""}
    </span>
  );
}
