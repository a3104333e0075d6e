"use client";

import { Copy, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { ProjectRole } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { useToast } from "../../../_components/toast";
import { isLoopback } from "./is-loopback";

interface NewLinkProps {
  readonly token: string;
  readonly role: ProjectRole;
}

/** A link, this once; it begins with the address by which the lead reached Winnow. */
export function NewLink({ token, role }: NewLinkProps) {
  const t = useTranslations("team");
  const toast = useToast();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const copy = async () => {
    if (!field.current) return;
    toast(t((await copyFrom(field.current)) ? "invitations.copied" : "invitations.copyFailed"));
  };
  return (
    <div className="rounded-lg border border-accent/40 bg-accent-soft p-3.5">
      <div className="flex flex-wrap gap-2">
        <input
          ref={field}
          readOnly
          aria-label={t("invitations.linkLabel", { role })}
          value={`${window.location.origin}/join?token=${token}`}
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-0 flex-1 basis-60 rounded-lg border border-edge bg-surface px-3 py-2 font-mono text-[0.8125rem] text-ink"
        />
        <Button onClick={() => void copy()} className="pointer-coarse:min-h-11">
          <Copy size={16} aria-hidden="true" />
          {t("invitations.copy")}
        </Button>
      </div>
      <p role="status" className="mt-2 text-[0.8125rem]">
        {t("invitations.once")}
      </p>
      {isLoopback(window.location.hostname) && (
        <p className="mt-2 flex gap-2 text-[0.8125rem] font-medium text-warn">
          <TriangleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{t("invitations.onlyHere")}</span>
        </p>
      )}
    </div>
  );
}

/** Over plain http, as in a local network, browsers keep the clipboard away from pages; the old way still works. */
async function copyFrom(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}
