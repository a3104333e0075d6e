import type { Slot } from "@/lib/contracts/labeling";
import {
  largestScore,
  type MapHeader,
  type MapPoints,
  mapClassesOf,
  mapSlots,
  noClass,
  noScore,
  noSlot,
} from "@/lib/contracts/map";

export const colourings = ["label", "prediction", "score", "slot"] as const;
/** What the colours of the points say. */
export type Colouring = (typeof colourings)[number];

/** What points of one colour have in common. */
export type Group =
  | { readonly kind: "class"; readonly index: number; readonly name: string }
  /** Where a sample may have several classes: that class and no other. */
  | { readonly kind: "only"; readonly index: number; readonly name: string }
  /** The classes beyond the most frequent ones. */
  | { readonly kind: "others"; readonly classes: number }
  | { readonly kind: "several" }
  | { readonly kind: "nothing" }
  /** Whether they have the one class that is looked at. */
  | { readonly kind: "has"; readonly name: string }
  | { readonly kind: "lacks"; readonly name: string }
  | { readonly kind: "score"; readonly from: number; readonly to: number }
  | { readonly kind: "slot"; readonly slot: Slot }
  | { readonly kind: "none" };

export interface LegendEntry {
  readonly group: Group;
  /** Tells it apart without its colour; null for points that have nothing to show. */
  readonly letter: string | null;
  /** A custom property of app/globals.css. */
  readonly color: string;
  readonly count: number;
}

export interface Coloured {
  readonly entries: readonly LegendEntry[];
  /** The place among the entries of each point. */
  readonly of: Uint8Array;
}

/** As many classes have a colour of their own; more could not be told apart. */
export const mostClasses = 8;
const scoreSteps = 5;

/**
 * Sorts the points by what their colours say. The last entry is of those of which there is nothing to say. Labels and
 * predictions may be looked at of one class alone (`offersOneClass`): the index of that one.
 */
export function colour(
  colouring: Colouring,
  header: MapHeader,
  points: MapPoints,
  ofClass: number | null = null,
): Coloured {
  if (colouring === "score") return byScore(points);
  if (colouring === "slot") return bySlot(points);
  const values = colouring === "label" ? points.labels : points.predictions;
  return ofClass === null ? byClass(header, values) : byMembership(header, values, ofClass);
}

/** Where samples may have several classes, or there are more than can be told apart, one may be looked at by itself. */
export function offersOneClass({ sets, classes }: MapHeader): boolean {
  return sets !== null || classes.length > mostClasses;
}

function byClass(header: MapHeader, values: Uint16Array): Coloured {
  const { classes, sets } = header;
  const counts = new Int32Array(classes.length);
  for (const value of values) if (value < classes.length) counts[value]!++;
  const present = classes.map((_, index) => index).filter((index) => counts[index]! > 0);
  const frequent = [...present].sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, mostClasses);
  frequent.sort((a, b) => a - b);
  const colors = colorsOf(frequent.map((index) => classes[index]!.position));
  const groups: [Group, string][] = frequent.map((index, i) => [
    { kind: sets === null ? "class" : "only", index, name: classes[index]!.name },
    colors[i]!,
  ]);
  const [others, several, nothing] = [0, 1, 2].map((i) => frequent.length + i) as [number, number, number];
  groups.push([{ kind: "others", classes: present.length - frequent.length }, "--accent-strong"]);
  groups.push([{ kind: "several" }, "--ink"]);
  groups.push([{ kind: "nothing" }, "--muted"]);
  const groupOf = new Map(frequent.map((index, i) => [index, i]));
  return gather(groups, values.length, (point) => {
    const value = values[point]!;
    if (value === noClass) return null;
    if (value < classes.length) return groupOf.get(value) ?? others;
    return mapClassesOf(header, value)?.length === 0 ? nothing : several;
  });
}

/** Sets that are not told apart are left out: whether the class is among theirs is not known here. */
function byMembership(header: MapHeader, values: Uint16Array, ofClass: number): Coloured {
  const { name, position } = header.classes[ofClass]!;
  const groups: [Group, string][] = [
    [{ kind: "has", name }, `--class-${position % mostClasses}`],
    [{ kind: "lacks", name }, "--muted"],
  ];
  return gather(groups, values.length, (point) => {
    const classes = mapClassesOf(header, values[point]!);
    return classes && (classes.includes(ofClass) ? 0 : 1);
  });
}

/** A class keeps the colour of its position; of two with the same the later one gets one that is free. */
function colorsOf(positions: readonly number[]): string[] {
  const taken = new Set<number>();
  return positions.map((position) => {
    let color = position % mostClasses;
    while (taken.has(color)) color = (color + 1) % mostClasses;
    taken.add(color);
    return `--class-${color}`;
  });
}

function byScore({ scores }: MapPoints): Coloured {
  const groups: [Group, string][] = Array.from({ length: scoreSteps }, (_, step) => [
    { kind: "score", from: step / scoreSteps, to: (step + 1) / scoreSteps },
    `--score-${step}`,
  ]);
  return gather(groups, scores.length, (point) => {
    const score = scores[point]!;
    if (score === noScore) return null;
    return Math.min(scoreSteps - 1, Math.floor((score / largestScore) * scoreSteps));
  });
}

function bySlot({ slots }: MapPoints): Coloured {
  const groups: [Group, string][] = mapSlots.map((slot) => [{ kind: "slot", slot }, `--slot-${slot}`]);
  return gather(groups, slots.length, (point) => (slots[point] === noSlot ? null : slots[point]!));
}

/** Groups that have no point are left out, but for the steps of a scale. */
function gather(
  groups: readonly (readonly [Group, string])[],
  count: number,
  groupOf: (point: number) => number | null,
): Coloured {
  const of = new Uint8Array(count);
  const counts = new Int32Array(groups.length + 1);
  for (let point = 0; point < count; point++) {
    of[point] = groupOf(point) ?? groups.length;
    counts[of[point]!]!++;
  }
  const kept: number[] = [];
  const entries: LegendEntry[] = [];
  for (const [i, [group, color]] of groups.entries()) {
    if (counts[i] === 0 && group.kind !== "score") continue;
    kept[i] = entries.length;
    entries.push({ group, color, letter: String.fromCharCode(65 + entries.length), count: counts[i]! });
  }
  kept[groups.length] = entries.length;
  entries.push({ group: { kind: "none" }, color: "--faint", letter: null, count: counts[groups.length]! });
  return { entries, of: of.map((group) => kept[group]!) };
}
