"use client";

import { useTranslations } from "use-intl";
import { type SignIn, signInSchema } from "@/lib/contracts/accounts";
import { Button } from "../../_components/button";
import { Card } from "../../_components/card";
import { ErrorNote } from "../../_components/error-note";
import { Field } from "../../_components/field";
import { useAccountForm } from "../use-account-form";
import { signIn } from "./sign-in";

export function SignInForm({ returnTo }: { readonly returnTo: string }) {
  const t = useTranslations("account");
  const form = useAccountForm<SignIn>(signInSchema, async (values) => {
    await signIn(values, (why) => t(`signIn.${why}`));
    window.location.assign(returnTo);
  });
  return (
    <Card>
      <h1 className="mb-5 text-xl font-semibold tracking-tight">{t("signIn.title")}</h1>
      <form noValidate onSubmit={form.submit} className="grid gap-4">
        <Field label={t("emailLabel")} error={form.errors.email}>
          {(control) => (
            <input {...control} name="email" type="email" autoComplete="username" spellCheck={false} />
          )}
        </Field>
        <Field label={t("passwordLabel")} error={form.errors.password}>
          {(control) => (
            <input {...control} name="password" type="password" autoComplete="current-password" />
          )}
        </Field>
        {form.failure && <ErrorNote message={form.failure} />}
        <Button type="submit" kind="primary" size="large" busy={form.busy}>
          {t("signIn.submit")}
        </Button>
        <p className="text-[0.8125rem] text-muted">
          {t.rich("signIn.forgotten", {
            command: (words) => <code className="font-mono wrap-anywhere">{words}</code>,
          })}
        </p>
      </form>
    </Card>
  );
}
