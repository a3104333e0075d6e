"use client";

import { useTranslations } from "use-intl";
import { Button } from "../../../../_components/button";
import { Dialog } from "../../../../_components/dialog";
import { ErrorNote } from "../../../../_components/error-note";
import { usePin } from "./use-pin";

export interface PinQuestion {
  readonly kind: "freeze" | "rollBack";
  readonly model: number;
}

interface PinDialogProps {
  readonly projectId: string;
  readonly question: PinQuestion;
  readonly onClose: () => void;
}

/** Says what follows from holding on to a model before it is done. */
export function PinDialog({ projectId, question: { kind, model }, onClose }: PinDialogProps) {
  const t = useTranslations("queue.pin");
  const pin = usePin(projectId);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`${kind}Title`, { model })}
      description={t("follows", { model })}
    >
      {pin.error && <ErrorNote error={pin.error} />}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind="primary" busy={pin.isPending} onClick={() => pin.mutate(model, { onSuccess: onClose })}>
          {t(kind, { model })}
        </Button>
      </div>
    </Dialog>
  );
}
