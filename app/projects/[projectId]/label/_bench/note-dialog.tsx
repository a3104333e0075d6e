"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../../../_components/button";
import { Dialog } from "../../../../_components/dialog";
import { Field } from "../../../../_components/field";
import { focusAtOnce } from "../../../../_components/focus-at-once";

interface NoteDialogProps {
  /** A reason to skip may be left out, a flag's note may not. */
  readonly kind: "skip" | "flag";
  readonly onSend: (note: string) => void;
  readonly onClose: () => void;
}

/** Asks for a few words about the sample: Enter sends them, Escape leaves it as it is. */
export function NoteDialog({ kind, onSend, onClose }: NoteDialogProps) {
  const t = useTranslations("bench.actions");
  const [note, setNote] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (kind === "flag" && note.trim() === "") return setIsMissing(true);
    onSend(note.trim());
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={t(`${kind}Title`)}
      description={t(`${kind}Hint`)}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t(`${kind}Field`)} error={isMissing ? t("flagEmpty") : null}>
          {(control) => (
            <input
              {...control}
              ref={focusAtOnce}
              autoComplete="off"
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" size="large">
          {t(`${kind}Send`)}
        </Button>
      </form>
    </Dialog>
  );
}
