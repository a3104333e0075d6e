import type { LabelChanges } from "@/lib/contracts/trends";
import type { CsvValue } from "../../../../_components/csv";

export function changesCsv(bins: LabelChanges["bins"]): CsvValue[][] {
  return [
    ["from", "labels given", "changed", "taken back", "overruled"],
    ...bins.map(({ start, labels, changed, takenBack, overruled }) => [
      start,
      labels,
      changed,
      takenBack,
      overruled,
    ]),
  ];
}

/** From class to class; where a sample may have several, what was added to sets and taken away. An empty cell is no label. */
export function pairsCsv({ task, pairs, classes, labelClasses }: LabelChanges): CsvValue[][] {
  const nameOf = (id: string | null) => labelClasses.find((labelClass) => labelClass.id === id)?.name ?? null;
  if (task === "multi") {
    return [
      ["class", "added", "taken away"],
      ...classes.map(({ id, added, removed }) => [nameOf(id), added, removed]),
    ];
  }
  return [["from", "to", "labels"], ...pairs.map(({ from, to, count }) => [nameOf(from), nameOf(to), count])];
}
