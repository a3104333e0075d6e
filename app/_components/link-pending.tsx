"use client";

import { useLinkStatus } from "next/link";

/** In a link that is `relative`: a line while the page that it leads to is on its way. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span
      aria-hidden="true"
      className="absolute inset-x-2.5 bottom-0.5 h-0.5 animate-pulse rounded-full bg-accent"
    />
  );
}
