"use client";

import { type FormEvent, useState } from "react";
import { labelClassNameSchema } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Field } from "../../../_components/field";
import { useAddClass } from "./use-add-class";

export function AddClassForm({ projectId }: { readonly projectId: string }) {
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
        label="New class"
        hint="It gets the next free key. Those who label see it with their next samples."
        error={problem ?? add.error?.message}
      >
        {(control) => (
          <div className="flex gap-2">
            <input {...control} name="name" dir="auto" autoComplete="off" maxLength={200} />
            <Button type="submit" busy={add.isPending}>
              Add
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
