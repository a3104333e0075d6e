"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { passwordLength, signInSchema } from "@/lib/contracts/accounts";
import { acceptInvitationSchema, type JoinAsNew, type Joined, joinAsNewSchema } from "@/lib/contracts/team";
import { Button } from "../../_components/button";
import { ApiError, callApi, json } from "../../_components/call-api";
import { ErrorNote } from "../../_components/error-note";
import { Field } from "../../_components/field";
import { signIn } from "../sign-in/sign-in";
import { useAccountForm } from "../use-account-form";
import { accept, enter } from "./accept";

const joinAsKnownSchema = z.object({ ...acceptInvitationSchema.shape, ...signInSchema.shape });
type JoinAsKnown = z.infer<typeof joinAsKnownSchema>;

/** One form for those who are new here and those who have an account: what was typed stays when they change over. */
export function JoinForm({ token }: { readonly token: string }) {
  const t = useTranslations("team");
  const account = useTranslations("account");
  const [isKnown, setKnown] = useState(false);
  const form = useAccountForm<JoinAsNew | JoinAsKnown>(
    isKnown ? joinAsKnownSchema : joinAsNewSchema,
    async (values) => {
      if (!("name" in values)) {
        await signIn(values, (why) => account(`signIn.${why}`));
        await accept(values.token);
        return;
      }
      try {
        enter(await callApi<Joined>("/api/join", json("POST", values)));
      } catch (error) {
        if (error instanceof ApiError && error.code === "account_exists") setKnown(true);
        throw error;
      }
    },
  );
  return (
    <form noValidate onSubmit={form.submit} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      {!isKnown && (
        <Field label={t("join.name")} error={form.errors.name}>
          {(control) => (
            // biome-ignore lint/a11y/noAutofocus: the page holds nothing but this form
            <input {...control} name="name" autoComplete="name" dir="auto" autoFocus />
          )}
        </Field>
      )}
      <Field label={t("join.email")} error={form.errors.email}>
        {(control) => (
          <input {...control} name="email" type="email" autoComplete="username" spellCheck={false} />
        )}
      </Field>
      <Field
        label={t("join.password")}
        hint={isKnown ? undefined : t("join.passwordHint", { min: passwordLength.min })}
        error={form.errors.password}
      >
        {(control) => (
          <input
            {...control}
            name="password"
            type="password"
            autoComplete={isKnown ? "current-password" : "new-password"}
          />
        )}
      </Field>
      {form.failure && <ErrorNote message={form.failure} />}
      <Button type="submit" kind="primary" size="large" busy={form.busy}>
        {isKnown ? t("join.submitExisting") : t("join.submitNew")}
      </Button>
      <Button kind="quiet" onClick={() => setKnown(!isKnown)}>
        {isKnown ? t("join.newAccount") : t("join.haveAccount")}
      </Button>
    </form>
  );
}
