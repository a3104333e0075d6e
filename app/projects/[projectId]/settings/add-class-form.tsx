"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { labelClassNameSchema } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Field } from "../../../_components/field";
import { useErrorText } from "../../../_components/use-error-text";
import { useAddClass } from "./use-add-class";

export function AddClassForm({ projectId }: { readonly projectId: string }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const [problem, setProblem] = useState<string | null>(null);
  const add = useAddClass(projectId);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const parsed = labelClassNameSchema.safeParse(new FormData(form).get("name"));
    setProblem(parsed.success ? null : (parsed.error.issues[0]?.message ?? null));
    if (parsed.success) add.mutate(parsed.data, { onSuccess: () => form.reset() });
  };
  return (
    <form noValidate onSubmit={submit} className="border-t border-line pt-4">
      <Field
        label={t("classes.newClass")}
        hint={t("classes.newClassHint")}
        error={problem ?? (add.error && errorText(add.error))}
      >
        {(control) => (
          <div className="flex gap-2">
            <input
              {...control}
              name="name"
              dir="auto"
              autoComplete="off"
              maxLength={200}
              onChange={() => {
                setProblem(null);
                if (add.error) add.reset();
              }}
            />
            <Button type="submit" busy={add.isPending}>
              {t("classes.add")}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
