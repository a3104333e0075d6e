"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "../../../_components/button";
import { json, tellApi } from "../../../_components/call-api";
import { Dialog } from "../../../_components/dialog";
import { ErrorNote } from "../../../_components/error-note";
import { formatPlural } from "../../../_components/format";
import type { LabelClass } from "./class-settings";

interface ArchiveDialogProps {
  readonly projectId: string;
  /** The class in question; null while nothing is asked. */
  readonly labelClass: LabelClass | null;
  readonly onClose: () => void;
}

/** Says what archiving means before it is done. */
export function ArchiveDialog({ projectId, labelClass, onClose }: ArchiveDialogProps) {
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: ({ id }: LabelClass) =>
      tellApi(`/api/v1/projects/${projectId}/label-classes/${id}/archive`, json("POST", {})),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["panel", projectId] });
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
      title={`Archive “${labelClass.name}”?`}
      description={consequence(labelClass.labels)}
    >
      {archive.error && <ErrorNote message={archive.error.message} />}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={close}>Keep it</Button>
        <Button kind="danger" busy={archive.isPending} onClick={() => archive.mutate(labelClass)}>
          Archive
        </Button>
      </div>
    </Dialog>
  );
}

function consequence(labels: number): string {
  const key = "Its key disappears for everyone who labels, and no model learns it any more.";
  const kept =
    labels === 0
      ? "It has no labels."
      : `Its ${formatPlural(labels, "label")} ${labels === 1 ? "is" : "are"} kept and exported, but not trained on.`;
  return `${key} ${kept} You can bring it back at any time.`;
}
