"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { undeleteDays } from "@/lib/contracts/deleted-projects";
import type { ProjectSettings } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { json, tellApi } from "../../../_components/call-api";
import { Dialog } from "../../../_components/dialog";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { focusAtOnce } from "../../../_components/focus-at-once";

interface DeleteDialogProps {
  readonly settings: ProjectSettings;
  readonly onClose: () => void;
}

/** Deletes the project once its name was typed; the page of all projects then says that it did. */
export function DeleteDialog({ settings, onClose }: DeleteDialogProps) {
  const t = useTranslations("settings.delete");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const deletion = useMutation({
    mutationFn: () => tellApi(`/api/v1/projects/${settings.id}`, json("DELETE", { name: typed })),
    onSuccess: () => router.push(`/projects?deleted=${settings.id}`),
  });
  const isMeant = inOneWay(typed) === inOneWay(settings.name);
  const isUnderWay = deletion.isPending || deletion.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isMeant && !isUnderWay) deletion.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={() => isUnderWay || onClose()}
      title={t("ask", { name: settings.name })}
      description={t("consequence", { days: undeleteDays })}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label={t("type")}
          hint={t.rich("exactly", {
            name: () => (
              <bdi className="font-semibold wrap-anywhere whitespace-pre-wrap text-ink">{settings.name}</bdi>
            ),
          })}
        >
          {(control) => (
            <input
              {...control}
              ref={focusAtOnce}
              dir="auto"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {deletion.error && <ErrorNote error={deletion.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button disabled={isUnderWay} onClick={onClose}>
            {t("keep")}
          </Button>
          <Button type="submit" kind="danger" disabled={!isMeant} busy={isUnderWay}>
            {t("confirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** As names are compared: whichever way Unicode writes the same letters. */
function inOneWay(name: string): string {
  return name.normalize("NFC").trim();
}
