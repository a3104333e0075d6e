"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "use-intl";

const sameDay = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const otherDay = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;

/** An instant as the page's language writes it, in the reader's own time zone; the server, which does not know it, leaves the place empty. */
export function LocalTime({ instant }: { readonly instant: string }) {
  const locale = useLocale();
  const inBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const date = new Date(instant);
  const today = inBrowser && date.toDateString() === new Date().toDateString();
  return (
    <time dateTime={instant} title={inBrowser ? date.toLocaleString(locale) : undefined}>
      {inBrowser && date.toLocaleString(locale, today ? sameDay : otherDay)}
    </time>
  );
}
