"use client";

import { useSyncExternalStore } from "react";

const sameDay = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const otherDay = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** An instant in the reader's own time zone; the server, which does not know it, leaves the place empty. */
export function LocalTime({ instant }: { readonly instant: string }) {
  const inBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const date = new Date(instant);
  const today = inBrowser && date.toDateString() === new Date().toDateString();
  return (
    <time dateTime={instant} title={inBrowser ? date.toLocaleString() : undefined}>
      {inBrowser && (today ? sameDay : otherDay).format(date)}
    </time>
  );
}
