import { type Axis, axis, spreadOut } from "./axis";
import { escapeHtml } from "./escape-html";
import { percent, targetName } from "./format-figures";
import type { CurveSummary } from "./summary";

export interface ChartSeries {
  readonly name: string;
  /** The class that gives it its colour. */
  readonly style: string;
  readonly curve: readonly CurveSummary[];
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** The class that shows the picture at the widths it is made for. */
  readonly style: string;
  /** Whether names stand at the ends of the lines: there is room. */
  readonly hasNames: boolean;
}

/** Pixels a character of the labels takes at most, and a line of them. */
const [CHARACTER, LINE] = [8, 16];
/** Pixels between two ticks, about: labels need so many across and up. */
const [ACROSS, UP] = [60, 40];
const [LEFT, TOP, BOTTOM] = [46, 26, 42];

/**
 * Learning curves as SVG: the median of the seeds as a line, lowest to highest as a band, the target as a dotted line
 * where it lies among the curves. Each point tells its figures when pointed at.
 */
export function curveChart(
  title: string,
  series: readonly ChartSeries[],
  target: number,
  { width, height, style, hasNames }: ChartSize,
): string {
  const points = series.flatMap(({ curve }) => curve);
  if (points.length === 0) return "";
  const longest = Math.max(...series.map(({ name }) => name.length));
  const right = width - 12 - (hasNames ? CHARACTER * longest : 0);
  const labels = points.map((point) => point.labels);
  const accuracies = points.flatMap(({ min, max }) => [min, max]);
  const x = axis([Math.min(...labels), Math.max(...labels)], [LEFT, right], (right - LEFT) / ACROSS, false);
  const range = [Math.min(...accuracies) - 0.002, Math.min(1, Math.max(...accuracies) + 0.002)] as const;
  const y = axis(range, [height - BOTTOM, TOP], (height - TOP - BOTTOM) / UP, true);
  return [
    `<svg class="${style}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(title)}">`,
    grid(x, y, right, height),
    targetLine(target, y, right, height),
    ...series.map((one) => band(one, x, y)),
    ...series.map((one) => line(one, x, y)),
    ends(series, x, y),
    ...(hasNames ? [names(series, x, y, height)] : []),
    "</svg>",
  ].join("\n");
}

function grid(x: Axis, y: Axis, right: number, height: number): string {
  const bottom = height - BOTTOM;
  const step = (y.ticks[1] ?? 1) - y.ticks[0]!;
  const rows = y.ticks.map((tick) => {
    const at = round(y.position(tick));
    return `<line class="grid" x1="${LEFT}" y1="${at}" x2="${right}" y2="${at}"/><text class="tick" x="${LEFT - 7}" y="${at + 4}" text-anchor="end">${percent(tick, step < 0.0099 ? 1 : 0)}</text>`;
  });
  const columns = x.ticks.map((tick) => {
    const at = round(x.position(tick));
    return `<line class="axis" x1="${at}" y1="${bottom}" x2="${at}" y2="${bottom + 4}"/><text class="tick" x="${at}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`;
  });
  return [
    ...rows,
    `<line class="axis" x1="${LEFT}" y1="${bottom}" x2="${right}" y2="${bottom}"/>`,
    ...columns,
    `<text class="title" x="0" y="12">test accuracy, %</text>`,
    `<text class="title" x="${right}" y="${height - 6}" text-anchor="end">labels spent</text>`,
  ].join("");
}

/** The line is named above the picture, where no curve is. */
function targetLine(target: number, y: Axis, right: number, height: number): string {
  const at = round(y.position(target));
  if (at < TOP || at >= height - BOTTOM) return "";
  const name = `target ${targetName(target)}`;
  const sample = right - CHARACTER * name.length;
  return [
    `<line class="target" x1="${LEFT}" y1="${at}" x2="${right}" y2="${at}"/>`,
    `<line class="target" x1="${sample - 28}" y1="8" x2="${sample - 6}" y2="8"/>`,
    `<text class="title" x="${sample}" y="12">${name}</text>`,
  ].join("");
}

function band({ curve, style }: ChartSeries, x: Axis, y: Axis): string {
  const upper = curve.map(({ labels, max }) => `${round(x.position(labels))},${round(y.position(max))}`);
  const lower = curve.map(({ labels, min }) => `${round(x.position(labels))},${round(y.position(min))}`);
  return `<polygon class="band ${style}" points="${[...upper, ...lower.reverse()].join(" ")}"/>`;
}

function line({ name, curve, style }: ChartSeries, x: Axis, y: Axis): string {
  const at = (point: CurveSummary) =>
    [round(x.position(point.labels)), round(y.position(point.median))] as const;
  const path = `<polyline class="curve ${style}" points="${curve.map((point) => at(point).join(",")).join(" ")}"/>`;
  const dots = curve.map((point) => {
    const [cx, cy] = at(point);
    const told = `${name}, ${point.labels} labels: ${percent(point.median)} % (${percent(point.min)} to ${percent(point.max)})`;
    return `<circle class="dot ${style}" cx="${cx}" cy="${cy}" r="6"><title>${escapeHtml(told)}</title></circle>`;
  });
  return path + dots.join("");
}

function ends(series: readonly ChartSeries[], x: Axis, y: Axis): string {
  const dots = series.flatMap(({ style, curve }) => {
    const last = curve.at(-1);
    if (last === undefined) return [];
    const [cx, cy] = [round(x.position(last.labels)), round(y.position(last.median))];
    return [`<circle class="end ${style}" cx="${cx}" cy="${cy}" r="3.5"/>`];
  });
  return dots.join("");
}

function names(series: readonly ChartSeries[], x: Axis, y: Axis, height: number): string {
  const drawn = series.filter(({ curve }) => curve.length > 0);
  const heights = drawn.map(({ curve }) => y.position(curve.at(-1)!.median));
  const placed = spreadOut(heights, LINE, height - BOTTOM);
  return drawn
    .map(({ name, style, curve }, i) => {
      const at = round(x.position(curve.at(-1)!.labels)) + 9;
      return `<text class="name ${style}" x="${at}" y="${round(placed[i]!) + 4}">${escapeHtml(name)}</text>`;
    })
    .join("");
}

/** The names with a piece of their lines, for pictures without room for them. */
export function curveKey(series: readonly ChartSeries[]): string {
  const entries = series.map(
    ({ name, style }) =>
      `<li class="${style}"><svg width="24" height="8" aria-hidden="true"><line class="curve ${style}" x1="1" y1="4" x2="23" y2="4"/></svg>${escapeHtml(name)}</li>`,
  );
  return `<ul class="key">${entries.join("")}</ul>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
