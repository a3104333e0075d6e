import type { Estimate } from "@/lib/contracts/progress";
import type { PaceBin } from "@/lib/contracts/trends";
import type { CsvValue } from "../../../_components/csv";

/** To a thousandth. */
const rounded = (value: number | null | undefined): number | null =>
  value == null ? null : Math.round(value * 1000) / 1000;

const ends = (estimate: Estimate | null): CsvValue[] =>
  [estimate?.value, estimate?.low, estimate?.high].map(rounded);

export function throughputCsv(bins: readonly PaceBin[]): CsvValue[][] {
  return [
    ["from", "labels", "worked seconds", "labels per hour", "low", "high"],
    ...bins.map(({ start, labels, workedSeconds, perHour }) => [
      start,
      labels,
      rounded(workedSeconds),
      ...ends(perHour),
    ]),
  ];
}

export function timeCsv(bins: readonly PaceBin[]): CsvValue[][] {
  return [
    ["from", "labels timed", "median seconds", "low", "high"],
    ...bins.map(({ start, timed, seconds }) => [start, timed, ...ends(seconds)]),
  ];
}
