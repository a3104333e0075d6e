import { axisDigits } from "../../../_components/money-digits";
import type { CurveData, Place } from "./curve-data";
import { scoreOf, targetOf } from "./figures";
import { markWords } from "./mark-words";
import { alongLevel, type Box, besideEnd, type Pixel, placeNames } from "./place-names";
import type { Words } from "./use-words";

export type Plot = typeof import("@observablehq/plot");

/** In pixels; narrow screens would make a tower of it. */
const heightAt = (width: number) => (width < 480 ? 300 : 380);
const margin = { left: 52, right: 16, bottom: 50, top: 16 };
/** What a name at the end of a line takes, in pixels. */
const nameWidth = 124;

interface Frame {
  readonly plot: Plot;
  readonly data: CurveData;
  readonly width: number;
  readonly currency: string;
  readonly words: Words;
}

/** The curve, random labeling's and the forecast on one pair of axes, with their bands. */
export function drawCurve(frame: Frame): Element {
  const { plot, data, width, words } = frame;
  const y = scoreScale(data, words);
  const chart = plot.plot({
    width,
    height: heightAt(width),
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    style: { fontFamily: "inherit", fontSize: "12px", color: "var(--muted)", background: "transparent" },
    x: xScale(frame),
    y,
    marks: [
      plot.gridY({ ticks: 6, stroke: "var(--line)", strokeOpacity: 1 }),
      ...changeMarks(frame, y.domain),
      ...targetLine(frame),
      ...bandAndLine(plot, data.random, { color: "var(--wheat)", width: 2, opacity: 0.16 }),
      ...bandAndLine(plot, data.path, { color: "var(--accent)", width: 2, opacity: 0.09, dash: "5 4" }),
      ...ownCurve(frame),
      ...lineNames(frame, y.domain),
      tipOf(frame),
    ],
  });
  // The frame around it carries the name and the description.
  chart.setAttribute("aria-hidden", "true");
  return chart;
}

interface Look {
  readonly color: string;
  readonly width: number;
  /** Of the band. */
  readonly opacity: number;
  readonly lineOpacity?: number;
  readonly dash?: string;
}

function bandAndLine(plot: Plot, places: readonly Place[], look: Look) {
  const bounded = places.filter(({ low, high }) => low !== null && high !== null);
  const at = { x: "x", stroke: look.color, strokeOpacity: look.lineOpacity ?? 1 };
  const band =
    bounded.length === 1
      ? plot.ruleX(bounded, { ...at, y1: "low", y2: "high", strokeWidth: 8, strokeOpacity: 2 * look.opacity })
      : plot.areaY(bounded, { x: "x", y1: "low", y2: "high", fill: look.color, fillOpacity: look.opacity });
  const line = { ...at, y: "value", strokeWidth: look.width, strokeDasharray: look.dash };
  return [band, plot.lineY(places, line)];
}

function ownCurve({ plot, data }: Frame) {
  const { points, isPale } = data;
  const look = isPale ? { opacity: 0.07, lineOpacity: 0.45 } : { opacity: 0.14 };
  return [
    ...bandAndLine(plot, points, { color: "var(--accent)", width: 2.5, ...look }),
    plot.dot(points.slice(-1), {
      x: "x",
      y: "value",
      r: 5,
      fill: isPale ? "var(--surface)" : "var(--accent)",
      stroke: isPale ? "var(--accent)" : "var(--surface)",
      strokeWidth: 2,
    }),
  ];
}

function targetLine({ plot, data: { target } }: Frame) {
  if (target === null) return [];
  return [plot.ruleY([target], { stroke: "var(--muted)", strokeDasharray: "1 4", strokeLinecap: "round" })];
}

/** Names stand beside the ends of their lines, and the target's along its own, where they cover neither line nor name. */
function lineNames(frame: Frame, domain: readonly [number, number]) {
  const { plot, data, words } = frame;
  const { points, random, path, target, metric } = data;
  const toPixel = pixelsOf(frame, domain);
  const named = [
    ...endOf(points, words.t("curve.own"), { fill: "var(--accent)", fontWeight: 650 }),
    ...endOf(random, words.t("curve.random"), { fill: "var(--wheat-ink)", fontWeight: 650 }),
  ].map(({ place, ...name }) => ({ ...name, places: besideEnd(toPixel(place)) }));
  if (target !== null) {
    const at = (x: number) => toPixel({ x, value: target });
    const text = words.t("curve.target", { target: targetOf(metric, target, words) });
    const places = alongLevel(at(0), at(farthestX(data, frame.width)));
    named.push({ text, look: { fill: "var(--muted)", fontWeight: 400 }, places });
  }
  const placed = placeNames(
    named.map(({ text, places }) => ({ width: widthOf(text), places })),
    [points, random, path].map((places) => places.map(toPixel)),
    drawnBox(frame),
  );
  return named.map(({ text, look }, i) => {
    const { at, anchor, dx, dy } = placed[i]!;
    const halo = { stroke: "var(--surface)", strokeWidth: 4 };
    // In pixels, past the scales.
    return plot.text([at], { ...halo, ...look, textAnchor: anchor, dx, dy, text: () => text, ...unscaled });
  });
}

/** Pixels stay pixels. */
const unscaled = {
  x: { value: ([x]: Pixel) => x, scale: null },
  y: { value: ([, y]: Pixel) => y, scale: null },
};

function endOf(places: readonly Place[], text: string, look: { fill: string; fontWeight: number }) {
  const place = places.at(-1);
  return place ? [{ place, text, look }] : [];
}

/** Of bold letters of 12 pixels, about. */
function widthOf(text: string): number {
  return text.length * 7;
}

function drawnBox({ width }: Frame): Box {
  return { left: margin.left, right: width, top: 0, bottom: heightAt(width) - margin.bottom };
}

function pixelsOf({ data, width }: Frame, [low, high]: readonly [number, number]) {
  const perX = (width - margin.left - margin.right) / farthestX(data, width);
  const perY = (heightAt(width) - margin.top - margin.bottom) / (high - low);
  return ({ x, value }: Pick<Place, "x" | "value">): Pixel => [
    margin.left + x * perX,
    margin.top + (high - value) * perY,
  ];
}

/** What a number on the axis takes, in pixels, and how many of them may stand above each other. */
const [numberWidth, numberRows] = [16, 5];

/** Numbered ticks on the axis where something changed; the list below says what. Numbers too near stand above each other. */
function changeMarks(frame: Frame, domain: readonly [number, number]) {
  const { plot, data } = frame;
  const toPixel = pixelsOf(frame, domain);
  const ground = domain[0];
  const height = (domain[1] - ground) * 0.025;
  const ends = Array<number>(numberRows).fill(Number.NEGATIVE_INFINITY);
  const numbers = data.marks.flatMap(({ x }, i) => {
    const [at] = toPixel({ x, value: ground });
    const row = ends.findIndex((end) => end <= at);
    // One on top of another could be read by nobody: the list has it.
    if (row < 0) return [];
    ends[row] = at + numberWidth;
    return [{ x, row, text: String(i + 1) }];
  });
  const tick = { x: "x", y1: ground, stroke: "var(--muted)", strokeWidth: 1.25 };
  return [
    plot.ruleX(data.marks, { ...tick, y2: ground + height }),
    ...ends.map((_, row) =>
      plot.text(
        numbers.filter((number) => number.row === row),
        {
          ...{ x: "x", y: ground + height, text: "text", dy: -8 - 14 * row, fontSize: 12, fontWeight: 650 },
          ...{ fill: "var(--ink)", stroke: "var(--surface)", strokeWidth: 4 },
        },
      ),
    ),
  ];
}

function tipOf({ plot, data, words }: Frame) {
  return plot.tip(
    data.points,
    plot.pointerX({
      x: "x",
      y: "value",
      title: (place: CurveData["points"][number]) => describe(place, data, words),
      // Whoever moves onto the tip to read it must not lose it.
      maxRadius: Number.POSITIVE_INFINITY,
      lineHeight: 1.45,
      fontSize: 12.5,
      fill: "var(--surface)",
      stroke: "var(--line)",
    }),
  );
}

/** A point in words, with what changed since the one before it. */
function describe(place: CurveData["points"][number], data: CurveData, words: Words): string {
  const { point, ...score } = place;
  const { t } = words;
  const before = data.points[data.points.indexOf(place) - 1]?.x ?? Number.NEGATIVE_INFINITY;
  const changes = data.marks.filter(({ x }) => x > before && x <= place.x);
  const one = (value: number) => scoreOf(data.metric, value, words);
  const { value, low, high } = score;
  return [
    low === null || high === null
      ? one(value)
      : t("curve.pointScore", { score: one(value), low: one(low), high: one(high) }),
    t("curve.pointLabels", { labels: point.labelsSpent, holdout: point.holdoutCount }),
    t("curve.pointModel", { number: point.modelNumber }),
    ...changes.flatMap((mark) => mark.changes.map((change) => markWords(change, words))),
  ].join("\n");
}

/** Shares end at 1; the lowest tenth that anything reaches is the ground. Log loss stands on nought. */
function scoreScale({ metric, points, random, path, target }: CurveData, words: Words) {
  const all = [...points, ...random, ...path];
  const lows = all.map(({ low, value }) => low ?? value).concat(target ?? []);
  const highs = all.map(({ high, value }) => high ?? value).concat(target ?? []);
  const isLoss = metric === "logLoss";
  const domain: [number, number] = isLoss
    ? [0, Math.ceil(Math.max(0.5, ...highs) * 5) / 5]
    : [Math.max(0, Math.min(0.9, Math.floor(Math.min(...lows) * 10) / 10)), 1];
  return {
    domain,
    label: null,
    tickSize: 0,
    tickPadding: 8,
    ticks: 6,
    tickFormat: (value: number) =>
      isLoss ? words.format.decimals(value, 1) : words.format.wholePercent(value),
  };
}

/** One point alone would stretch over the whole width: it stands where it belongs from zero on. */
function farthestX({ unit, points, random, path }: CurveData, width: number): number {
  const ends = [points, random, path].map((places) => places.at(-1)?.x ?? 0);
  const drawn = width - margin.left - margin.right;
  const room = drawn / Math.max(drawn / 2, drawn - nameWidth);
  return Math.max(unit === "labels" ? 20 : 1, ends[2]!, Math.max(ends[0]!, ends[1]!) * room);
}

function xScale({ data, width, currency, words }: Frame) {
  const { t, format } = words;
  const [farthest, ticks] = [farthestX(data, width), width < 480 ? 4 : 8];
  const cents = axisDigits(farthest, ticks);
  return {
    domain: [0, farthest],
    ticks,
    tickSize: 0,
    tickPadding: 8,
    label: t("curve.axisLabel", { unit: data.unit }),
    labelArrow: "none" as const,
    labelAnchor: "center" as const,
    // Above the picture's lower edge by more than letters hang down.
    labelOffset: 42,
    tickFormat: (value: number) =>
      data.unit === "money" ? format.amount(value, currency, cents) : format.significant(value, 4),
  };
}
