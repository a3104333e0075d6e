"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { json, tellApi } from "./call-api";
import { useToast } from "./toast";
import { useErrorText } from "./use-error-text";

export function SignOutButton() {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const t = useTranslations("account");
  const errorText = useErrorText();
  const signOut = async () => {
    setBusy(true);
    try {
      await tellApi("/api/auth/sign-out", json("POST", {}));
      // A whole page load, so that nothing of the session stays in memory.
      window.location.assign("/sign-in");
    } catch (error) {
      setBusy(false);
      toast(t("stillSignedIn", { why: errorText(error) }));
    }
  };
  return (
    <button
      type="button"
      onClick={() => void signOut()}
      disabled={busy}
      title={t("signOut")}
      aria-label={t("signOut")}
      className="grid size-8 place-items-center pointer-coarse:size-11 rounded-md text-muted hover:bg-sunken hover:text-ink active:bg-line disabled:opacity-55"
    >
      <LogOut size={17} aria-hidden="true" />
    </button>
  );
}
