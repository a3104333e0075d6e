import { expect, test } from "vitest";
import { isHeld } from "../../bench/forecast/back-test-forecasts";
import { isSavedHeld } from "../../bench/forecast/back-test-saved";
import { drawHoldout, knownPoints, spentFor, trueError } from "../../bench/forecast/known-then";
import { readRecordings } from "../../bench/forecast/recording";

const recordings = readRecordings();
const [recording] = recordings;

test("recordings are of several data sets, and nearly all of both strategies", () => {
  const namesOf = (strategy: string) =>
    new Set(recordings.filter((one) => one.strategy === strategy).map(({ data }) => data));
  expect(namesOf("auto").size).toBeGreaterThanOrEqual(6);
  expect(namesOf("random").size).toBeGreaterThanOrEqual(5);
  for (const { labels, points } of recordings) {
    expect(labels.length).toBe(400);
    expect(points.at(-1)!.labels).toBe(400);
  }
});

test("no sample of a recording's reserve was labeled in it", () => {
  for (const { labels, reserveRows } of recordings) {
    const reserve = new Set(reserveRows);
    expect(labels.some(({ row }) => reserve.has(row))).toBe(false);
    expect(reserve.size).toBe(reserveRows.length);
  }
});

test("what was known is a quarter of the labels as holdout, and no later point", () => {
  const holdout = drawHoldout(recording!, 150, 0);
  expect(holdout.length).toBe(50);
  expect(new Set(holdout).size).toBe(50);
  expect(drawHoldout(recording!, 150, 1)).not.toEqual(holdout);
  const points = knownPoints(recording!, 150, holdout, "accuracy");
  expect(points.at(-1)!.labels).toBe(spentFor(150));
  expect(points.every(({ influence }) => influence.length === 50)).toBe(true);
});

test("the recorded predictions of single samples agree with the scores of the whole reserve", () => {
  const all = Int32Array.from(recording!.reserveRows, (_, place) => place);
  for (const metric of ["accuracy", "macroF1", "logLoss"] as const) {
    const measured = knownPoints(recording!, 400, all, metric).at(-1)!;
    const spread = Math.sqrt(measured.influence.reduce((sum, value) => sum + value ** 2, 0)) / all.length;
    expect(Math.abs(measured.error - trueError(recording!.points.at(-1)!, metric))).toBeLessThan(3 * spread);
  }
});

test("a band holds what happened in it, or may still happen behind the end of the recording", () => {
  const trial = { data: "", strategy: "", kind: "forecast" as const, because: "" };
  const sizes = { followed: 100, spent: 200, low: 20, high: 60 };
  expect(isHeld({ ...trial, ...sizes, happened: 40 })).toBe(true);
  expect(isHeld({ ...trial, ...sizes, happened: 70 })).toBe(false);
  expect(isHeld({ ...trial, ...sizes, happened: Number.POSITIVE_INFINITY })).toBe(false);
  expect(isHeld({ ...trial, ...sizes, high: 300, happened: Number.POSITIVE_INFINITY })).toBe(true);
  const saved = { data: "", kind: "saved" as const, low: 20, high: 60, followed: 100 };
  expect(isSavedHeld({ ...saved, happened: 10 })).toBe(false);
  expect(isSavedHeld({ ...saved, happened: Number.POSITIVE_INFINITY })).toBe(false);
  expect(isSavedHeld({ ...saved, high: Number.POSITIVE_INFINITY, happened: 5_000 })).toBe(true);
});
