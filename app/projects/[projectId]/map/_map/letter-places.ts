import type { MapPoints } from "@/lib/contracts/map";
import type { Coloured } from "./colouring";
import { mapSide } from "./viewport";

/** Cells along each side among which the fullest is looked for. */
const cells = 24;

export interface LetterPlace {
  readonly entry: number;
  readonly letter: string;
  /** In map units. */
  readonly x: number;
  readonly y: number;
}

/** Where to write the letter of each group of classes: in the middle of its points in the cell where most of them are. */
export function letterPlaces({ entries, of }: Coloured, { x, y }: MapPoints): LetterPlace[] {
  const perEntry = cells * cells;
  const counts = new Int32Array(entries.length * perEntry);
  const cellOf = (point: number) =>
    of[point]! * perEntry +
    Math.floor((y[point]! / (mapSide + 1)) * cells) * cells +
    Math.floor((x[point]! / (mapSide + 1)) * cells);
  for (let point = 0; point < x.length; point++) counts[cellOf(point)]!++;
  const fullest = entries.map((_, entry) => fullestOf(counts, entry * perEntry, perEntry));
  const sums = entries.map(() => ({ x: 0, y: 0 }));
  for (let point = 0; point < x.length; point++) {
    const entry = of[point]!;
    if (cellOf(point) !== fullest[entry]) continue;
    sums[entry]!.x += x[point]!;
    sums[entry]!.y += y[point]!;
  }
  return entries.flatMap(({ letter, count, group }, entry) => {
    if (letter === null || count === 0 || group.kind !== "class") return [];
    const inCell = counts[fullest[entry]!]!;
    return [{ entry, letter, x: sums[entry]!.x / inCell, y: sums[entry]!.y / inCell }];
  });
}

function fullestOf(counts: Int32Array, from: number, length: number): number {
  let best = from;
  for (let cell = from; cell < from + length; cell++) if (counts[cell]! > counts[best]!) best = cell;
  return best;
}
