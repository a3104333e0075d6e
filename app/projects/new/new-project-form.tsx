"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { type CreateProject, createProjectSchema } from "@/lib/contracts/projects";
import { Button, ButtonLink } from "../../_components/button";
import { callApi, json } from "../../_components/call-api";
import { Card } from "../../_components/card";
import { ErrorNote } from "../../_components/error-note";
import { Field } from "../../_components/field";
import { ModalityChoice } from "./modality-choice";
import { TaskChoice } from "./task-choice";

const createdSchema = z.object({ id: z.uuid() });

export function NewProjectForm() {
  const router = useRouter();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const create = useMutation({
    mutationFn: (project: CreateProject) => callApi("/api/v1/projects", createdSchema, json("POST", project)),
    onSuccess: ({ id }) => router.push(`/projects/${id}/data`),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parsed = createProjectSchema.safeParse(valuesOf(new FormData(event.currentTarget)));
    setErrors(parsed.success ? {} : errorsOf(parsed.error));
    if (parsed.success) create.mutate(parsed.data);
  };
  return (
    <Card>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <Field label="Name" error={errors.name}>
          {(control) => <input {...control} name="name" dir="auto" autoComplete="off" maxLength={200} />}
        </Field>
        <ModalityChoice />
        <TaskChoice />
        <Field
          label="Classes"
          optional
          hint="One a line: the possible answers, in the order of their keys. Leave it empty if your file has a label column; you can add classes later, too."
          error={errors.labelClasses}
        >
          {(control) => (
            <textarea
              {...control}
              name="labelClasses"
              dir="auto"
              rows={5}
              placeholder={"World\nSports\nBusiness"}
            />
          )}
        </Field>
        <Field
          label="Budget"
          optional
          hint="How many labels you are willing to spend. It is shown, not enforced."
          error={errors.budget}
        >
          {(control) => <input {...control} name="budget" inputMode="numeric" autoComplete="off" />}
        </Field>
        {create.error && <ErrorNote message={create.error.message} />}
        <div className="flex justify-end gap-2">
          <ButtonLink href="/projects" kind="quiet" size="large">
            Cancel
          </ButtonLink>
          <Button type="submit" kind="primary" size="large" busy={create.isPending || create.isSuccess}>
            Create, then add samples
          </Button>
        </div>
      </form>
    </Card>
  );
}

function valuesOf(form: FormData): Record<string, unknown> {
  const budget = String(form.get("budget") ?? "").replace(/[\s,._]/g, "");
  return {
    name: form.get("name"),
    modality: form.get("modality"),
    task: form.get("task"),
    labelClasses: String(form.get("labelClasses") ?? "")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
    budget: budget === "" ? null : Number(budget),
  };
}

const wordsByField: Record<string, string> = { budget: "Give a whole number from 1 to 10,000,000." };

function errorsOf(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0]);
    errors[field] ??= wordsByField[field] ?? issue.message;
  }
  return errors;
}
