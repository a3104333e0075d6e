import type { WorkedQuarter } from "@/db/queries/worked-quarters";
import { binsShown, type Step } from "../contracts/trends";

/** A time in which somebody worked. */
export interface QuarterBin {
  /** `2026-01-31T09:15`. */
  readonly start: string;
  /** Oldest first. */
  readonly quarters: readonly WorkedQuarter[];
}

const startOf: Readonly<Record<Step, (start: string) => string>> = {
  quarter: (start) => start,
  hour: (start) => `${start.slice(0, 13)}:00`,
  day: (start) => `${start.slice(0, 10)}T00:00`,
};

/** With fewer points a chart shows no course of things. */
const fewestPoints = 4;

/** All quarters by a step, or by the longest one with at least four bins; the newest bins, oldest first. */
export function binQuarters(
  quarters: readonly WorkedQuarter[],
  asked: Step | undefined,
): { readonly step: Step; readonly bins: readonly QuarterBin[] } {
  const binsBy = (step: Step) => {
    const byStart = new Map<string, WorkedQuarter[]>();
    for (const quarter of quarters) {
      const start = startOf[step](quarter.start);
      const bin = byStart.get(start);
      if (bin) bin.push(quarter);
      else byStart.set(start, [quarter]);
    }
    return [...byStart].map(([start, ofBin]) => ({ start, quarters: ofBin }));
  };
  const longest = (["day", "hour"] as const).find((step) => binsBy(step).length >= fewestPoints);
  const step = asked ?? longest ?? "quarter";
  return { step, bins: binsBy(step).slice(-binsShown[step]) };
}
