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
 * An instant as it is written where the reader lives, in the page's language and their own time zone. The server, which
 * knows neither, keeps the place free with about as many letters, so that nothing moves when it is filled.
 */
export function LocalTime({ instant, withSeconds = false }: LocalTimeProps) {
  const language = useLocale();
  const inBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const date = new Date(instant);
  if (!inBrowser) {
    return (
      <time dateTime={instant} className="invisible" suppressHydrationWarning>
        {date.toLocaleString(language, otherDay)}
      </time>
    );
  }
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
