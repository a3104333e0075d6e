import { describe, expect, it, test } from "vitest";
import { forecastCurve } from "@/lib/learning/forecasting/forecast-curve";
import { gainOfNextHundred } from "@/lib/learning/forecasting/gain-of-next-hundred";
import { slopeOfLastQuarter } from "@/lib/learning/forecasting/slope-of-last-quarter";
import { createRandom } from "@/lib/learning/random";
import { measureOnHoldout, range } from "./holdouts";

const labels = range(20, 300, 10);
/** Reaches an error of 0.15 with 671 labels. */
const falling = (n: number) => 0.08 + 1.8 * n ** -0.5;
const until15 = (1.8 / 0.07) ** 2;

const curveOf = (errorAt: (n: number) => number, holdout: number, seed: number) =>
  measureOnHoldout(labels, errorAt, holdout, createRandom(seed, "holdout"));

/** Of a curve past its beginning. */
const asking = (target: number | null) => ({ target, classCount: 4 });

describe("a forecast of a curve that falls by a power law", () => {
  const runs = range(0, 39, 1).map((seed) =>
    forecastCurve(curveOf(falling, 200, seed), asking(0.15), createRandom(seed)),
  );

  it("holds the truth in 70 to 95 of 100 runs, where it says anything", () => {
    const told = runs.flatMap(({ needed }) => (needed?.kind === "forecast" ? [needed.needed] : []));
    const held = told.filter(
      ({ low, high }) => low! <= until15 - 300 && until15 - 300 <= (high ?? Number.POSITIVE_INFINITY),
    );
    expect(told.length).toBeGreaterThan(20);
    expect(held.length / told.length).toBeGreaterThan(0.7);
    expect(held.length / told.length).toBeLessThanOrEqual(0.98);
  });

  it("shows the curve of twice the labels in a band that holds it as often", () => {
    const bands = runs.map(({ path }) => path.find(({ labels }) => labels >= 600)!);
    const held = bands.filter(
      ({ labels, error }) => error.low <= falling(labels) && falling(labels) <= error.high,
    );
    expect(held.length / bands.length).toBeGreaterThan(0.7);
    expect(held.length / bands.length).toBeLessThan(0.95);
    for (const { error } of bands) expect(error.high - error.low).toBeLessThan(0.12);
  });
});

describe("a forecast cannot be told", () => {
  const refused = (errorAt: (n: number) => number, holdout: number, target: number) =>
    forecastCurve(curveOf(errorAt, holdout, 1), asking(target), createRandom(1)).needed;

  it("from a small holdout, and how many labels it should have", () => {
    expect(refused(falling, 49, 0.15)).toEqual({
      kind: "cannotTell",
      because: "fewHoldout",
      holdoutNeeded: 50,
      atLeast: null,
    });
  });

  it("from few points", () => {
    const points = curveOf(falling, 200, 1).slice(0, 3);
    expect(forecastCurve(points, asking(0.15), createRandom(1)).needed).toMatchObject({
      because: "fewPoints",
    });
  });

  it("for a target that the curve does not get to, but that it takes long", () => {
    expect(refused(falling, 400, 0.02)).toMatchObject({ kind: "cannotTell", because: "outOfReach" });
    const flat = refused(() => 0.3, 400, 0.1);
    expect(flat).toMatchObject({ kind: "cannotTell", because: "notRising" });
    expect(flat?.kind === "cannotTell" && flat.atLeast!).toBeGreaterThan(300);
  });
});

test("a band that reaches from near to nowhere is no forecast, and no target in it is out of reach", () => {
  const slow = (n: number) => 0.22 + 0.6 * n ** -0.4;
  const needed = (target: number, seed: number) =>
    forecastCurve(curveOf(slow, 200, seed), { target, classCount: 2 }, createRandom(seed)).needed;
  expect(needed(0.24, 3)).toMatchObject({ kind: "cannotTell", because: "tooWide", holdoutNeeded: null });
  // The middle of the band never gets there, and it takes 4,900 labels.
  expect(needed(0.24, 2)).toMatchObject({ kind: "cannotTell", because: "tooWide" });
  expect(needed(0.05, 2)).toMatchObject({ because: "notRising" });
});

test("while classes may have no label yet, a target is not called out of reach", () => {
  const forecast = (classCount: number) =>
    forecastCurve(
      curveOf(() => 0.3, 400, 1),
      { target: 0.1, classCount },
      createRandom(1),
    ).needed;
  expect(forecast(50)).toMatchObject({ because: "notRising" });
  expect(forecast(100)).toEqual({
    kind: "cannotTell",
    because: "fewPerClass",
    holdoutNeeded: null,
    atLeast: null,
  });
});

test("a target that even the worst of the interval meets is reached", () => {
  expect(forecastCurve(curveOf(falling, 400, 1), asking(0.4), createRandom(1)).needed).toEqual({
    kind: "reached",
  });
  expect(forecastCurve(curveOf(falling, 400, 1), asking(null), createRandom(1)).needed).toBeNull();
});

test("the same points and seed make the same forecast", () => {
  const make = () => forecastCurve(curveOf(falling, 100, 5), asking(0.12), createRandom(8));
  expect(make()).toEqual(make());
});

test("the slope of the last quarter is that of the curve in 93 to 97 of 100 runs", () => {
  const recent = labels.filter((n) => n >= 225);
  const centre = recent.reduce((sum, n) => sum + n, 0) / recent.length;
  const squares = recent.reduce((sum, n) => sum + (n - centre) ** 2, 0);
  const slope = recent.reduce((sum, n) => sum + (100 * (n - centre) * falling(n)) / squares, 0);
  const runs = range(0, 999, 1).map((seed) => slopeOfLastQuarter(curveOf(falling, 150, seed))!);
  const held = runs.filter(({ low, high }) => low <= slope && slope <= high).length / runs.length;
  expect(held).toBeGreaterThanOrEqual(0.93);
  expect(held).toBeLessThanOrEqual(0.97);
  expect(slopeOfLastQuarter(curveOf(falling, 40, 1))).toBeNull();
});

test("the gain of the next hundred labels lies in its band in at least 80 of 100 runs, and the band says something", () => {
  const gain = falling(300) - falling(400);
  const runs = range(0, 29, 1).map(
    (seed) => gainOfNextHundred(curveOf(falling, 200, seed), 4, createRandom(seed))!,
  );
  const held = runs.filter(({ low, high }) => low <= gain && gain <= high).length / runs.length;
  // This curve never strays from its law; bands are for curves that do, and hold it more often.
  expect(held).toBeGreaterThanOrEqual(0.8);
  for (const { low, high } of runs) expect(high - low).toBeLessThan(0.3 * falling(300));
  expect(gainOfNextHundred(curveOf(falling, 40, 1), 4, createRandom(1))).toBeNull();
});

test("a curve of classes that have no label yet may fall faster than its beginning tells", () => {
  const early = curveOf((n) => 0.2 + 0.7 * Math.exp(-n / 300), 300, 3);
  const forecast = (classCount: number) =>
    forecastCurve(early, { target: null, classCount }, createRandom(3)).path;
  const twice = (path: ReturnType<typeof forecast>) => path.find((point) => point.labels >= 600)!.error;
  const truth = 0.2 + 0.7 * Math.exp(-2);
  expect(twice(forecast(4)).low).toBeGreaterThan(truth);
  expect(twice(forecast(300)).low).toBeLessThan(truth);
});
