"use client";

import { useTranslations } from "use-intl";

/** Seconds of work in words: `12 min`, `3 h 20 min`. */
export function useActiveTime(): (seconds: number) => string {
  const t = useTranslations("work");
  return (seconds) => {
    const all = Math.round(seconds / 60);
    if (all < 60) return t("numbers.minutes", { count: all });
    return t("numbers.hoursMinutes", { hours: Math.floor(all / 60), minutes: all % 60 });
  };
}
