import { markdownTable } from "../markdown-table";

interface SpeedFigure {
  readonly what: string;
  readonly unit: "ms" | "MiB" | "a second" | "share";
  /** What is asked of it: at most, or of samples a second at least. */
  readonly asked?: number;
  /** What scikit-learn 1.2 with OpenBLAS took on 2 cores of such a machine. */
  readonly scikitLearn?: number;
}

/** Every figure of `speed`, in the order of the table. */
export const speedFigures: Readonly<Record<string, SpeedFigure>> = {
  scoreMillionMs: {
    what: "score 1,000,000 × 384, 10 classes: softmax, margin, top 200",
    unit: "ms",
    asked: 250,
    scikitLearn: 530,
  },
  refit10kMs: {
    what: "refit 10,000 × 384, 10 classes, after 50 new labels",
    unit: "ms",
    asked: 100,
    scikitLearn: 255,
  },
  round10kMs: { what: "round on 10,000 samples, linear", unit: "ms", asked: 500 },
  round10kSlowestMs: { what: "its slowest", unit: "ms" },
  round100kMs: { what: "round on 100,000 samples, linear", unit: "ms", asked: 2000 },
  round100kSlowestMs: { what: "its slowest", unit: "ms" },
  round1MMs: { what: "round on 1,000,000 samples, linear", unit: "ms", asked: 15_000 },
  round1MSlowestMs: { what: "its slowest", unit: "ms" },
  graphRound100kMs: { what: "round on 100,000 samples, graph", unit: "ms", asked: 5000 },
  graphRound100kSlowestMs: { what: "its slowest", unit: "ms" },
  kCenterMs: { what: "k-center, 100 of 50,000 × 384", unit: "ms", asked: 340, scikitLearn: 340 },
  encodeTextsPerSecond: {
    what: "learn an encoder and encode 120,000 texts",
    unit: "a second",
    asked: 120_000 / 15,
  },
  encodeImagesPerSecond: {
    what: "learn an encoder and encode 60,000 images of 28 × 28",
    unit: "a second",
    asked: 60_000 / 60,
  },
  peakRssMb: { what: "peak resident memory with 1,000,000 × 384", unit: "MiB", asked: 4096 },
  graph100kMs: { what: "exact neighbour graph of 100,000 × 384", unit: "ms" },
  approximateGraphMs: { what: "approximate neighbour graph of 50,000 × 384 (noise)", unit: "ms" },
  approximateRecall: { what: "its recall of the 10 nearest", unit: "share" },
  approximateImageGraphMs: { what: "approximate neighbour graph of 60,000 images", unit: "ms" },
  approximateImageRecall: { what: "its recall of the 10 nearest", unit: "share" },
};

/** The figures that were measured, as a table with the ratios to what is asked and to scikit-learn. */
export function speedTable(measured: Readonly<Record<string, number>>): string {
  const rows = Object.entries(speedFigures).flatMap(([name, figure]) => {
    const value = measured[name];
    return value === undefined ? [] : [rowOf(figure, value)];
  });
  const head = ["work", "measured", "asked", "share of it", "scikit-learn", "share of it"];
  return `${markdownTable(head, rows)}\n\n${notes}`;
}

const notes = [
  "Medians of warm runs on made-up data, with the worker's functions and threads; a share below 1 is faster or smaller. The",
  "scikit-learn column was measured apart, on 2 cores of a like machine. The vectors of 384 dimensions are nearly uniform",
  "noise, which has no neighbourhoods: the worst case for an approximate search by cells; embeddings of images, here of",
  "random strokes, are what it is made for. Recall: 500 rows against the exact search.",
].join("\n");

function rowOf({ what, unit, asked, scikitLearn }: SpeedFigure, value: number): string[] {
  const withUnit = (number: number) =>
    unit === "share" ? number.toFixed(3) : `${Math.round(number).toLocaleString("en")} ${unit}`;
  const compared = (other: number | undefined) =>
    other === undefined ? ["-", "-"] : [withUnit(other), costOf(unit, value, other).toFixed(2)];
  return [what, withUnit(value), ...compared(asked), ...compared(scikitLearn)];
}

/** Below 1 is better than `other`, whatever the unit. */
function costOf(unit: SpeedFigure["unit"], value: number, other: number): number {
  return unit === "a second" ? other / value : value / other;
}
