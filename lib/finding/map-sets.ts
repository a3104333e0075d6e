import { mostMapSets, otherSet } from "../contracts/map";

export interface MapSets {
  /** So far, in the order in which they were met. */
  readonly sets: readonly (readonly number[])[];
  /** How a point names these classes, ascending indices of the header's. */
  readonly numberOf: (classes: readonly number[]) => number;
}

/** Numbers the sets of none or several classes, as `MapHeader.sets` says, `most` of them. */
export function createMapSets(classCount: number, most = mostMapSets): MapSets {
  // Having none is always among those that are told apart.
  const sets: (readonly number[])[] = [[]];
  const placeOf = new Map([["", 0]]);
  const numberOf = (classes: readonly number[]) => {
    if (classes.length === 1) return classes[0]!;
    const key = classes.join();
    const known = placeOf.get(key);
    if (known !== undefined) return classCount + known;
    if (sets.length === most) return otherSet;
    placeOf.set(key, sets.length);
    return classCount + sets.push(classes) - 1;
  };
  return { sets, numberOf };
}
