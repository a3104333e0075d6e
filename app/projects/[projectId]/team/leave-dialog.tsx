"use client";

import { useTranslations } from "use-intl";
import { Button } from "../../../_components/button";
import { Dialog } from "../../../_components/dialog";
import { ErrorNote } from "../../../_components/error-note";

interface LeaveDialogProps {
  readonly name: string;
  /** Somebody else or oneself leaves the team, or a lead gives that up. */
  readonly kind: "remove" | "remove-self" | "step-down";
  readonly error: string | null;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Says what it means before it is done. */
export function LeaveDialog({ name, kind, error, busy, onConfirm, onClose }: LeaveDialogProps) {
  const t = useTranslations("team");
  const words =
    kind === "step-down"
      ? {
          title: t("stepDownDialog.title"),
          consequence: t("stepDownDialog.consequence"),
          keep: t("stepDownDialog.keep"),
          go: t("stepDownDialog.change"),
        }
      : {
          title: t("removeDialog.title", { name }),
          consequence: t(kind === "remove" ? "removeDialog.consequence" : "removeDialog.self"),
          keep: t("removeDialog.keep"),
          go: t("removeDialog.remove"),
        };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={words.consequence}
    >
      {error && <ErrorNote message={error} />}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{words.keep}</Button>
        <Button kind="danger" busy={busy} onClick={onConfirm}>
          {words.go}
        </Button>
      </div>
    </Dialog>
  );
}
