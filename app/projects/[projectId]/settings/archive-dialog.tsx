"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Button } from "../../../_components/button";
import { json, tellApi } from "../../../_components/call-api";
import { Dialog } from "../../../_components/dialog";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import type { LabelClass } from "./class-settings";

interface ArchiveDialogProps {
  readonly projectId: string;
  /** The class in question; null while nothing is asked. */
  readonly labelClass: LabelClass | null;
  readonly onClose: () => void;
}

/** Says what archiving means before it is done. */
export function ArchiveDialog({ projectId, labelClass, onClose }: ArchiveDialogProps) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: ({ id }: LabelClass) =>
      tellApi(`/api/v1/projects/${projectId}/label-classes/${id}/archive`, json("POST", {})),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["settings", projectId] });
      onClose();
    },
  });
  const close = () => {
    archive.reset();
    onClose();
  };
  if (labelClass === null) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t("archiveDialog.title", { name: labelClass.name })}
      description={t("archiveDialog.consequence", { labels: labelClass.labels })}
    >
      {archive.error && <ErrorNote message={errorText(archive.error)} />}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={close}>{t("archiveDialog.keep")}</Button>
        <Button kind="danger" busy={archive.isPending} onClick={() => archive.mutate(labelClass)}>
          {t("archiveDialog.archive")}
        </Button>
      </div>
    </Dialog>
  );
}
