"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "use-intl";

const clock = { hour: "2-digit", minute: "2-digit" } as const;
const otherDay = { day: "numeric", month: "short", ...clock } as const;

interface LocalTimeProps {
  readonly instant: string;
  /** Where things follow each other by the second; today's only. */
  readonly withSeconds?: boolean;
}

/**
 * An instant as it is written where the reader lives, in the page's language and their own time zone; the server, which
 * knows neither, leaves the place empty.
 */
export function LocalTime({ instant, withSeconds = false }: LocalTimeProps) {
  const language = useLocale();
  const inBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  if (!inBrowser) return <time dateTime={instant} />;
  const date = new Date(instant);
  const region = regionOf(language);
  const isToday = date.toDateString() === new Date().toDateString();
  const today = withSeconds ? ({ ...clock, second: "2-digit" } as const) : clock;
  return (
    <time dateTime={instant} title={date.toLocaleString(region)}>
      {date.toLocaleString(region, isToday ? today : otherDay)}
    </time>
  );
}

/** The browser's own kind of the page's language, as `en-GB` for `en`: it decides on 24 hours or 12. */
function regionOf(language: string): string {
  return navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
}
