"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Button } from "../../_components/button";
import { json, tellApi } from "../../_components/call-api";
import { ErrorNote } from "../../_components/error-note";
import { accept } from "./accept";

interface JoinButtonProps {
  readonly token: string;
  readonly name: string;
  readonly email: string;
}

/** One press for those who are signed in; both mutations end by leaving the page. */
export function JoinButton({ token, name, email }: JoinButtonProps) {
  const t = useTranslations("team");
  const join = useMutation({ mutationFn: () => accept(token) });
  const signOut = useMutation({
    mutationFn: () => tellApi("/api/auth/sign-out", json("POST", {})),
    onSuccess: () => window.location.reload(),
  });
  const error = join.error ?? signOut.error;
  return (
    <div className="grid gap-3">
      <p className="wrap-anywhere">{t("join.signedInAs", { name, email })}</p>
      {error && <ErrorNote error={error} />}
      <Button
        kind="primary"
        size="large"
        busy={join.isPending || join.isSuccess}
        onClick={() => join.mutate()}
      >
        {t("join.join")}
      </Button>
      <Button kind="quiet" busy={signOut.isPending || signOut.isSuccess} onClick={() => signOut.mutate()}>
        {t("join.otherAccount")}
      </Button>
    </div>
  );
}
