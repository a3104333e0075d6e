"use client";

import { useTranslations } from "use-intl";
import { type CompleteSetup, completeSetupSchema, passwordLength } from "@/lib/contracts/accounts";
import { Button } from "../../_components/button";
import { json, tellApi } from "../../_components/call-api";
import { Card } from "../../_components/card";
import { ErrorNote } from "../../_components/error-note";
import { Field } from "../../_components/field";
import { useAccountForm } from "../use-account-form";

export function SetupForm({ token }: { readonly token: string }) {
  const t = useTranslations("account");
  const form = useAccountForm<CompleteSetup>(completeSetupSchema, async (values) => {
    await tellApi("/api/setup", json("POST", values));
    window.location.assign("/projects");
  });
  return (
    <Card>
      <h1 className="text-xl font-semibold tracking-tight">{t("setup.title")}</h1>
      <p className="mt-1 mb-5 text-muted">{t("setup.text")}</p>
      <form noValidate onSubmit={form.submit} className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <Field label={t("nameLabel")} error={form.errors.name}>
          {(control) => <input {...control} name="name" autoComplete="name" dir="auto" />}
        </Field>
        <Field label={t("emailLabel")} error={form.errors.email}>
          {(control) => (
            <input {...control} name="email" type="email" autoComplete="username" spellCheck={false} />
          )}
        </Field>
        <Field
          label={t("passwordLabel")}
          hint={t("passwordHint", { min: passwordLength.min })}
          error={form.errors.password}
        >
          {(control) => <input {...control} name="password" type="password" autoComplete="new-password" />}
        </Field>
        {form.failure && <ErrorNote message={form.failure} />}
        <Button type="submit" kind="primary" size="large" busy={form.busy}>
          {t("setup.submit")}
        </Button>
      </form>
    </Card>
  );
}
