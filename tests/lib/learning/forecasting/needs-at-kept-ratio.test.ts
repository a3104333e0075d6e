import { expect, test } from "vitest";
import { needsAtKeptRatio } from "@/lib/learning/forecasting/needs-at-kept-ratio";
import { labelsLookedAt, projectLabelsSaved } from "@/lib/learning/forecasting/project-labels-saved";
import { createRandom } from "@/lib/learning/random";
import { labelRandomly, measureOwn } from "./random-labeling";

/** Random labeling's error after so many training labels. */
const falling = (n: number) => 0.06 + 1.6 * n ** -0.6;

const spent = 1_200;
const size = { explored: 48, holdout: 400, spread: 0 };

/** A project that learns twice as fast as random labeling does. */
async function project(seed: number) {
  const { curve, holdoutLabels } = await labelRandomly({ ...size, seed }, falling);
  return { curve, own: measureOwn(holdoutLabels, spent, (labels) => falling(1.6 * labels), seed) };
}

test("a model of no labels spent, as after an import with labels, says nothing of the curve beside random labeling", async () => {
  const { curve, own } = await project(1);
  const at = [...labelsLookedAt(curve.points[0]!.labels, spent), spent].sort((a, b) => a - b);
  const needs = (points: typeof own) =>
    needsAtKeptRatio(curve, points, { at, classCount: 4 }, 200, createRandom(1));
  const [first, today] = [{ ...own[0]!, labels: 0 }, own.at(-1)!];
  expect(needs([first, today])).toBeNull();
  expect(needs([first, ...own])).toEqual(needs(own));
  const said = (points: typeof own) =>
    projectLabelsSaved(curve, points, { imported: 0, classCount: 4 }, createRandom(1));
  expect(said([first, today])).toEqual(said([today]));
});

test("of fewer labels than where both curves are known last, the measured curve tells, not the own one continued back", async () => {
  for (const seed of [1, 2, 3, 4]) {
    const { curve, own } = await project(seed);
    const at = [...labelsLookedAt(curve.points[0]!.labels, spent), spent].sort((a, b) => a - b);
    const last = curve.points.findLast(({ labels }) => labels <= spent)!.labels;
    const needs = needsAtKeptRatio(curve, own, { at, classCount: 4 }, 500, createRandom(seed))!;
    expect(Math.min(...needs)).toBeGreaterThanOrEqual(last);
    expect(needs.filter(Number.isFinite).length).toBeGreaterThan(100);
  }
});
