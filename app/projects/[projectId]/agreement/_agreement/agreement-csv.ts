import type { Agreement, Coefficient } from "@/lib/contracts/agreement";
import type { CsvValue } from "../../../../_components/csv";

const ends = (coefficient: Coefficient | null): CsvValue[] => [
  coefficient?.value ?? null,
  coefficient?.low ?? null,
  coefficient?.high ?? null,
];

export function classesCsv({ classes, labelClasses }: Agreement): CsvValue[][] {
  const nameOf = new Map(labelClasses.map(({ id, name }) => [id, name]));
  return [
    ["class", "alpha", "alphaLow", "alphaHigh", "samples", "unanimous"],
    ...classes.map(({ labelClassId, alpha, samples, unanimous }) => [
      nameOf.get(labelClassId) ?? "",
      ...ends(alpha),
      samples,
      unanimous,
    ]),
  ];
}

export function pairsCsv({ pairs }: Agreement, nameOf: (number: number) => string): CsvValue[][] {
  return [
    ["person", "otherPerson", "kappa", "kappaLow", "kappaHigh", "agreement", "samples"],
    ...pairs.map(({ numbers: [one, other], kappa, alike, samples }) => [
      nameOf(one),
      nameOf(other),
      ...ends(kappa),
      alike,
      samples,
    ]),
  ];
}

export function peopleCsv({ people }: Agreement, nameOf: (number: number) => string): CsvValue[][] {
  return [
    [
      ...["person", "samples", "agreement", "settled", "upheld", "undecided", "goldAnswers", "goldRight"],
      ...["goldAccuracy", "goldAccuracyLow", "goldAccuracyHigh", "recentSeconds", "earlierSeconds"],
    ],
    ...people.map((person) => [
      nameOf(person.number),
      person.samples,
      person.samples === 0 ? null : person.alike,
      person.settled,
      person.upheld,
      person.samples - person.settled,
      ...goldCells(person.gold),
      person.recentSeconds,
      person.earlierSeconds,
    ]),
  ];
}

/** Nothing is known of a share without answers, whatever its interval. */
function goldCells({ answers, right, low, high }: Agreement["people"][number]["gold"]): CsvValue[] {
  return [answers, right, ...(answers === 0 ? [null, null, null] : [right / answers, low, high])];
}
