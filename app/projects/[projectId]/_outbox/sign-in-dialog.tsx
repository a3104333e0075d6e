"use client";

import { useTranslations } from "use-intl";
import { type SignIn, signInSchema } from "@/lib/contracts/accounts";
import { Button } from "../../../_components/button";
import { Dialog } from "../../../_components/dialog";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { focusAtOnce } from "../../../_components/focus-at-once";
import { signIn } from "../../../(auth)/sign-in/sign-in";
import { useAccountForm } from "../../../(auth)/use-account-form";
import type { Outbox } from "./outbox";

interface SignInDialogProps {
  readonly outbox: Outbox;
  readonly userId: string;
  readonly waiting: number;
  readonly onSignedIn: () => void;
  readonly onClose: () => void;
}

/** A session that ended is opened again in place. */
export function SignInDialog({ outbox, userId, waiting, onSignedIn, onClose }: SignInDialogProps) {
  const t = useTranslations("bench.outbox.signIn");
  const account = useTranslations("account");
  const form = useAccountForm<SignIn>(signInSchema, async (values) => {
    await signInAs(outbox, userId, () => signIn(values, (why) => account(`signIn.${why}`)));
    outbox.wake();
    onSignedIn();
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={t("title")}
      description={t("hint", { count: waiting })}
    >
      <form noValidate onSubmit={form.submit} className="grid gap-4">
        <Field label={t("email")} error={form.errors.email}>
          {(control) => (
            <input
              {...control}
              ref={focusAtOnce}
              name="email"
              type="email"
              autoComplete="username"
              spellCheck={false}
            />
          )}
        </Field>
        <Field label={t("password")} error={form.errors.password}>
          {(control) => (
            <input {...control} name="password" type="password" autoComplete="current-password" />
          )}
        </Field>
        {form.failure && <ErrorNote message={form.failure} />}
        <Button type="submit" kind="primary" size="large" busy={form.busy}>
          {t("action")}
        </Button>
      </form>
    </Dialog>
  );
}

/** Nothing is sent meanwhile: if it is somebody else who signs in, what is kept here is not theirs. */
async function signInAs(outbox: Outbox, userId: string, signInNow: () => ReturnType<typeof signIn>) {
  await outbox.exclusively(async () => {
    const signedIn = await signInNow();
    if (signedIn.userId === userId) return;
    window.location.reload();
    await new Promise(() => {});
  });
}
