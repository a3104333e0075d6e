"use client";

import Link from "next/link";
import type { ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "./toast";

interface StayLinkProps extends ComponentProps<typeof Link> {
  /** Whether the page knows that the server is not reached, though the browser believes to be connected. */
  readonly isUnreachable?: boolean;
}

/**
 * A link to another page of ours that stays where it is without a connection, and says so: the browser's error page would
 * take the place of this one, and with it all that was taken along.
 */
export function StayLink({ isUnreachable = false, ...props }: StayLinkProps) {
  const t = useTranslations("common");
  const toast = useToast();
  return (
    <Link
      {...props}
      onClick={(event) => {
        // In a tab of its own it may fail: this page stays.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        if (navigator.onLine && !isUnreachable) return;
        event.preventDefault();
        toast(t("stayOffline"));
      }}
    />
  );
}
