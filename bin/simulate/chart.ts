import type { CurveSummary } from "@/lib/simulations/report/summary";

export interface ChartOptions {
  /** Columns and lines of the plotted area, without axes. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

/** A braille character is 2 dots wide and 4 high; the bit of each dot, by row and column. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** Columns left of the axis: `100.0 % `. */
const GUTTER = 8;

/**
 * The curves as text: the median as a braille line, lowest to highest seed as a shaded band, accuracy in per
 * cent upwards and labels to the right. Fits 80 columns at a width of 70.
 */
export function drawCurves(curve: readonly CurveSummary[], { width, height, title }: ChartOptions): string {
  if (curve.length === 0) return `${title}\n(no points)\n`;
  const scale = scaleOf(curve, width, height);
  const dots = medianDots(curve, scale, width, height);
  const lines = Array.from({ length: height }, (_, row) => {
    const isTick = row === 0 || row === height - 1 || row === height >> 1;
    const value = scale.top - ((scale.top - scale.bottom) * row) / Math.max(1, height - 1);
    const label = isTick ? `${(100 * value).toFixed(1)} %`.padStart(GUTTER - 1) : "".padStart(GUTTER - 1);
    const cells = Array.from({ length: width }, (_, column) => {
      const bits = dots[row * width + column]!;
      return bits > 0 ? String.fromCharCode(0x2800 + bits) : inBand(curve, scale, row, column) ? "░" : " ";
    });
    return `${label} ${isTick ? "┤" : "│"}${cells.join("")}`.trimEnd();
  });
  const last = curve.at(-1)!;
  const [first, final] = [String(curve[0]!.labels), String(last.labels)];
  const axis = `${"".padStart(GUTTER)}└${"─".repeat(width)}`;
  const ticks = `${"".padStart(GUTTER + 1)}${first}${final.padStart(width - first.length)}`;
  const legend = `${"".padStart(GUTTER + 1)}labels spent   ⠒⠒ median   ░ lowest to highest seed`;
  const sentence = `At ${last.labels} labels: median ${percent(last.median)} (${percent(last.min)} to ${percent(last.max)}).`;
  return `${[title, ...lines, axis, ticks, legend, sentence].join("\n")}\n`;
}

interface Scale {
  readonly bottom: number;
  readonly top: number;
  /** Dot column (0..2·width-1) of a label count, dot row (0..4·height-1, from the top) of an accuracy. */
  column(labels: number): number;
  row(accuracy: number): number;
}

function scaleOf(curve: readonly CurveSummary[], width: number, height: number): Scale {
  const low = Math.min(...curve.map(({ min }) => min));
  const high = Math.max(...curve.map(({ max }) => max));
  const [bottom, top] = high > low ? [low, high] : [Math.max(0, low - 0.01), Math.min(1, high + 0.01)];
  const [from, to] = [curve[0]!.labels, curve.at(-1)!.labels];
  return {
    bottom,
    top,
    column: (labels) => (to === from ? 0 : Math.round(((labels - from) / (to - from)) * (2 * width - 1))),
    row: (accuracy) => Math.round(((top - accuracy) / (top - bottom)) * (4 * height - 1)),
  };
}

/** One braille bit pattern per cell, for a line through the medians. */
function medianDots(curve: readonly CurveSummary[], scale: Scale, width: number, height: number): Uint8Array {
  const cells = new Uint8Array(width * height);
  let previousRow = scale.row(curve[0]!.median);
  for (let column = 0; column <= scale.column(curve.at(-1)!.labels); column++) {
    const row = scale.row(valueAt(curve, scale, column, "median"));
    for (let y = Math.min(row, previousRow); y <= Math.max(row, previousRow); y++) {
      cells[(y >> 2) * width + (column >> 1)]! |= DOTS[y % 4]![column % 2]!;
    }
    previousRow = row;
  }
  return cells;
}

function inBand(curve: readonly CurveSummary[], scale: Scale, cellRow: number, cellColumn: number): boolean {
  const column = 2 * cellColumn;
  if (column > scale.column(curve.at(-1)!.labels)) return false;
  const highest = scale.row(valueAt(curve, scale, column, "max")) >> 2;
  const lowest = scale.row(valueAt(curve, scale, column, "min")) >> 2;
  return cellRow >= highest && cellRow <= lowest;
}

/** The curve at a dot column, linear between its points. */
function valueAt(
  curve: readonly CurveSummary[],
  scale: Scale,
  column: number,
  key: "median" | "min" | "max",
): number {
  const after = curve.findIndex(({ labels }) => scale.column(labels) >= column);
  if (after <= 0) return curve.at(after === 0 ? 0 : -1)![key];
  const [a, b] = [curve[after - 1]!, curve[after]!];
  const [left, right] = [scale.column(a.labels), scale.column(b.labels)];
  return a[key] + ((b[key] - a[key]) * (column - left)) / (right - left);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
