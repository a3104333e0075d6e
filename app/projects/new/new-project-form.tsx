"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import { type CreateProject, createProjectSchema } from "@/lib/contracts/projects";
import { Button } from "../../_components/button";
import { ButtonLink } from "../../_components/button-link";
import { callApi, json } from "../../_components/call-api";
import { Card } from "../../_components/card";
import { ErrorNote } from "../../_components/error-note";
import { Field } from "../../_components/field";
import { fieldProblem } from "../../_components/field-problem";
import { ModalityChoice } from "./modality-choice";
import { TaskChoice } from "./task-choice";

export function NewProjectForm() {
  const t = useTranslations("projects.create");
  const fields = useTranslations("common.fields");
  const common = useTranslations("common");
  const router = useRouter();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const create = useMutation({
    mutationFn: (project: CreateProject) =>
      callApi<{ id: string }>("/api/v1/projects", json("POST", project)),
    onSuccess: ({ id }) => router.push(`/projects/${id}/data`),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parsed = createProjectSchema.safeParse(valuesOf(new FormData(event.currentTarget)));
    setErrors(
      parsed.success
        ? {}
        : errorsOf(parsed.error, (issue) => {
            if (issue.path[0] === "budget") return t("budgetWrong");
            return issue.code === "too_small" ? fields("titleMissing") : fieldProblem(issue, fields);
          }),
    );
    if (parsed.success) create.mutate(parsed.data);
  };
  return (
    <Card>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <Field label={t("name")} error={errors.name}>
          {(control) => <input {...control} name="name" dir="auto" autoComplete="off" maxLength={200} />}
        </Field>
        <ModalityChoice />
        <TaskChoice />
        <Field label={t("classes")} optional hint={t("classesHint")} error={errors.labelClasses}>
          {(control) => (
            <textarea
              {...control}
              name="labelClasses"
              dir="auto"
              rows={5}
              placeholder={t("classesExample")}
            />
          )}
        </Field>
        <Field label={t("budget")} optional hint={t("budgetHint")} error={errors.budget}>
          {(control) => <input {...control} name="budget" inputMode="numeric" autoComplete="off" />}
        </Field>
        {create.error && <ErrorNote error={create.error} />}
        <div className="flex justify-end gap-2 max-sm:flex-col-reverse">
          <ButtonLink href="/projects" kind="quiet" size="large">
            {common("cancel")}
          </ButtonLink>
          <Button type="submit" kind="primary" size="large" busy={create.isPending || create.isSuccess}>
            {t("submit")}
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

function errorsOf(error: z.ZodError, words: (issue: z.core.$ZodIssue) => string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[String(issue.path[0])] ??= words(issue);
  return errors;
}
