import {
  largestScore,
  type MapHeader,
  type MapPoints,
  mapClassesOf,
  noClass,
  noScore,
  otherSet,
} from "@/lib/contracts/map";
import { type Chosen, pointsWhere } from "./choose-points";
import { mapSide } from "./viewport";

/** Cells along each side into which the map is cut, to say where labels are missing. */
const cells = 20;
/** A cell of fewer points is no part of the map to speak of. */
const fewestInCell = 5;

export interface Coverage {
  /** Parts of the map that hold samples, and how many of them hold no label. */
  readonly parts: number;
  readonly bare: number;
  /** The samples of the fullest part without a label. */
  readonly fullestBare: Chosen;
}

/** Where on the map no sample is labeled. */
export function coverageOf({ x, y, labels }: MapPoints): Coverage {
  const [all, labeled] = [new Int32Array(cells * cells), new Int32Array(cells * cells)];
  const cellOf = (point: number) =>
    Math.floor((y[point]! / (mapSide + 1)) * cells) * cells + Math.floor((x[point]! / (mapSide + 1)) * cells);
  for (let point = 0; point < x.length; point++) {
    const cell = cellOf(point);
    all[cell]!++;
    if (labels[point] !== noClass) labeled[cell]!++;
  }
  let [parts, bare, fullest] = [0, 0, -1];
  for (let cell = 0; cell < all.length; cell++) {
    if (all[cell]! < fewestInCell) continue;
    parts++;
    if (labeled[cell]! > 0) continue;
    bare++;
    if (fullest < 0 || all[cell]! > all[fullest]!) fullest = cell;
  }
  return { parts, bare, fullestBare: pointsWhere(x.length, (point) => cellOf(point) === fullest) };
}

export interface ClassCount {
  readonly index: number;
  readonly name: string;
  readonly labeled: number;
  readonly predicted: number;
  /** Mean uncertainty of what is predicted to be of it, 0..1; null where nothing is. */
  readonly uncertainty: number | null;
}

/** Labels and predictions by class; what has several counts for each of them. Classes with neither are left out. */
export function countByClass(header: MapHeader, points: MapPoints): ClassCount[] {
  const { classes } = header;
  const labeled = new Int32Array(classes.length);
  const predicted = new Int32Array(classes.length);
  const uncertain = new Float64Array(classes.length);
  for (let point = 0; point < points.x.length; point++) {
    for (const index of mapClassesOf(header, points.labels[point]!) ?? []) labeled[index]!++;
    for (const index of mapClassesOf(header, points.predictions[point]!) ?? []) {
      predicted[index]!++;
      uncertain[index]! += uncertaintyOf(points, point) ?? 0;
    }
  }
  return classes
    .map(({ name }, index) => ({
      index,
      name,
      labeled: labeled[index]!,
      predicted: predicted[index]!,
      uncertainty: predicted[index]! > 0 ? uncertain[index]! / predicted[index]! : null,
    }))
    .filter((one) => one.labeled + one.predicted > 0);
}

/** 1 - margin, in steps of 1/254; null where there is no prediction. */
export function uncertaintyOf({ scores }: MapPoints, point: number): number | null {
  const score = scores[point]!;
  return score === noScore ? null : score / largestScore;
}

export interface Totals {
  readonly points: number;
  readonly labeled: number;
  readonly predicted: number;
  /** Predicted samples of which the model is unsure: their margin is less than half. */
  readonly unsure: number;
  /** Samples with a label and a prediction, and of these those where they differ. */
  readonly compared: number;
  readonly contradicted: number;
}

export function totalsOf(points: MapPoints): Totals {
  const totals = {
    points: points.x.length,
    labeled: 0,
    predicted: 0,
    unsure: 0,
    compared: 0,
    contradicted: 0,
  };
  for (let point = 0; point < totals.points; point++) {
    const [label, prediction] = [points.labels[point]!, points.predictions[point]!];
    if (label !== noClass) totals.labeled++;
    if (prediction === noClass) continue;
    totals.predicted++;
    if (uncertaintyOf(points, point)! > 0.5) totals.unsure++;
    if (label === noClass || label === otherSet || prediction === otherSet) continue;
    totals.compared++;
    if (label !== prediction) totals.contradicted++;
  }
  return totals;
}
