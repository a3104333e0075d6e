"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { json, tellApi } from "./call-api";
import { useToast } from "./toast";

export function SignOutButton() {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const signOut = async () => {
    setBusy(true);
    try {
      await tellApi("/api/auth/sign-out", json("POST", {}));
      // A whole page load, so that nothing of the session stays in memory.
      window.location.assign("/sign-in");
    } catch (error) {
      setBusy(false);
      toast(`You are still signed in. ${error instanceof Error ? error.message : ""}`);
    }
  };
  return (
    <button
      type="button"
      onClick={() => void signOut()}
      disabled={busy}
      title="Sign out"
      aria-label="Sign out"
      className="grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink active:bg-line disabled:opacity-55"
    >
      <LogOut size={17} aria-hidden="true" />
    </button>
  );
}
