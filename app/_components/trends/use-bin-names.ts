import { useFormatter } from "use-intl";
import type { Step } from "@/lib/contracts/trends";

export interface BinNames {
  /** As on an axis: `09:15`, or `31 Jan` where a point is a day. */
  short(start: string): string;
  /** `31 Jan`. */
  day(start: string): string;
  /** `31 Jan 2026, 09:15` */
  long(start: string): string;
}

/** What points in time are called. Each is a local time without a zone: read and written as UTC, it stays the same. */
export function useBinNames(step: Step): BinNames {
  const dates = useFormatter();
  const isDay = step === "day";
  const date = { timeZone: "UTC", day: "numeric", month: "short" } as const;
  const clock = { timeZone: "UTC", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const instant = (start: string) => new Date(`${start}:00Z`);
  return {
    short: (start) => dates.dateTime(instant(start), isDay ? date : clock),
    day: (start) => dates.dateTime(instant(start), date),
    long: (start) => dates.dateTime(instant(start), { ...date, year: "numeric", ...(isDay ? {} : clock) }),
  };
}
