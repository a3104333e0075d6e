import { expect, test } from "vitest";
import { forecastWords } from "@/app/projects/[projectId]/_panel/forecast-words";
import type { Forecast, Progress } from "@/lib/contracts/progress";
import { estimate, progressOf, wordsIn } from "./progress-of";

const say = (forecast: Forecast, more: Partial<Progress> = {}) =>
  forecastWords(progressOf({ target: 0.88, forecast, ...more }), wordsIn("en"));

const labels = estimate(142.7, 88, 263);
const doubt = { kind: "cannotTell", holdoutNeeded: null, atLeast: null } as const;

test("without a target, and when it is reached, there is nothing to forecast", () => {
  expect(say({ kind: "noTarget" }, { target: null })).toMatch(/^No target is set/);
  expect(say({ kind: "measuring" })).toMatch(/worked out/);
  expect(say({ kind: "reached" })).toBe(
    "The target of 88\u00a0% is reached. However often one looks, this is said of at most 5 in 100 projects that never get there.",
  );
});

test("a forecast is told with its range, in labels, hours and money as far as they are known", () => {
  const hours = estimate(1.17, 0.7, 2.2);
  expect(say({ kind: "forecast", needed: { labels, hours, money: estimate(24.2, 15, 45) } })).toBe(
    "88\u00a0% is some 140 labels away (88 to 260): about 1\u00a0h\u00a010\u00a0min, $24.",
  );
  expect(say({ kind: "forecast", needed: { labels, hours, money: null } })).toMatch(
    /\(88 to 260\): about 1\sh\s10\smin\.$/,
  );
  const open = { ...labels, high: null };
  expect(say({ kind: "forecast", needed: { labels: open, hours: null, money: null } })).toBe(
    "88\u00a0% is some 140 labels away (88 or more).",
  );
});

test("of a target that the curve may have reached it is said so, and not that it is no label away", () => {
  const near = { labels: estimate(0.2, 0, 1488), hours: null, money: null };
  expect(say({ kind: "forecast", needed: near })).toBe(
    "The curve may be at 88\u00a0% already, which more holdout labels would tell; if not, it is there within 1,500 labels.",
  );
  const open = { ...near, labels: { ...near.labels, high: null } };
  expect(say({ kind: "forecast", needed: open })).toMatch(/^The curve may be at 88\u00a0% already/);
});

test("each reason why nothing is forecast has words of its own", () => {
  expect(say({ ...doubt, because: "fewHoldout", holdoutNeeded: 50 })).toMatch(
    /50 holdout labels would tell\.$/,
  );
  expect(say({ ...doubt, because: "fewHoldout" })).toMatch(/too near to today’s score/);
  expect(say({ ...doubt, because: "fewPoints" })).toMatch(/too few points yet\.$/);
  expect(say({ ...doubt, because: "outOfReach" })).toMatch(/looks out of reach\.$/);
  expect(say({ ...doubt, because: "outOfReach", atLeast: 1234 })).toMatch(/not before 1,200 more labels\.$/);
  expect(say({ ...doubt, because: "notRising" })).toMatch(/^The curve hardly moves, so that/);
  expect(say({ ...doubt, because: "notRising", atLeast: 5928 })).toBe(
    "The curve hardly moves: 88\u00a0% is not reached before 5,900 more labels.",
  );
});
