"use client";

import { useTranslations } from "use-intl";
import { Button } from "../../../_components/button";
import { useToast } from "../../../_components/toast";
import { useErrorText } from "../../../_components/use-error-text";
import type { LabelClass } from "./class-settings";
import { useAddClass } from "./use-add-class";

interface RestoreButtonProps {
  readonly projectId: string;
  readonly labelClass: LabelClass;
}

export function RestoreButton({ projectId, labelClass }: RestoreButtonProps) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const toast = useToast();
  const add = useAddClass(projectId);
  return (
    <Button
      kind="quiet"
      busy={add.isPending}
      aria-label={t("classes.bringBackOf", { name: labelClass.name })}
      onClick={() => add.mutate(labelClass.name, { onError: (error) => toast(errorText(error)) })}
    >
      {t("classes.bringBack")}
    </Button>
  );
}
