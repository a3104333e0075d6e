import { describe, expect, test } from "vitest";
import { colour, offersOneClass } from "@/app/projects/[projectId]/map/_map/colouring";
import { letterPlaces } from "@/app/projects/[projectId]/map/_map/letter-places";
import { countByClass, coverageOf, totalsOf } from "@/app/projects/[projectId]/map/_map/map-facts";
import { createMapPoints, type MapHeader, otherSet } from "@/lib/contracts/map";

function headerOf(classes: number, points: number): MapHeader {
  return {
    state: "ready",
    poolRows: points,
    placedRows: points,
    points,
    modelNumber: 1,
    classes: Array.from({ length: classes }, (_, position) => ({
      id: `0190a7d4-0000-7000-8000-0000000000${String(position).padStart(2, "0")}`,
      name: `Class ${position}`,
      position,
      isArchived: false,
    })),
    sets: null,
  };
}

/** Two classes; a sample may have both (3) or none (2). */
const ofSets = (points: number): MapHeader => ({ ...headerOf(2, points), sets: [[], [0, 1]] });

describe("colours by class", () => {
  test("of more than eight classes the most frequent have their own, the rest share one, and each count is right", () => {
    const points = createMapPoints(60);
    // Class c has c + 1 points: 1 + 2 + … + 10 = 55; five are unlabeled.
    let at = 0;
    for (let index = 0; index < 10; index++) for (let i = 0; i <= index; i++) points.labels[at++] = index;
    const { entries, of } = colour("label", headerOf(10, 60), points);
    expect(entries.map(({ count }) => count)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 3, 5]);
    expect(entries.map(({ letter }) => letter)).toEqual([..."ABCDEFGHI", null]);
    expect(entries[8]!.group).toEqual({ kind: "others", classes: 2 });
    expect(new Set(entries.map(({ color }) => color)).size).toBe(entries.length);
    expect([of[0], of[1], of[54], of[55]]).toEqual([8, 8, 7, 9]);
  });

  test("one class alone is offered where a sample may have several, or more than have a colour of their own", () => {
    expect(offersOneClass(headerOf(8, 1))).toBe(false);
    expect(offersOneClass(headerOf(9, 1))).toBe(true);
    expect(offersOneClass(ofSets(1))).toBe(true);
    const points = createMapPoints(4);
    points.labels.set([8, 0, 8]);
    const { entries, of } = colour("label", headerOf(9, 4), points, 8);
    expect(entries.map(({ group, count }) => [group.kind, count])).toEqual([
      ["has", 2],
      ["lacks", 1],
      ["none", 1],
    ]);
    expect([...of]).toEqual([0, 1, 0, 2]);
  });

  test("a class keeps the colour of its place among all classes", () => {
    const points = createMapPoints(2);
    points.labels.set([3, 5]);
    const { entries } = colour("label", headerOf(8, 2), points);
    expect(entries.map(({ color }) => color)).toEqual(["--class-3", "--class-5", "--faint"]);
  });

  test("where samples may have several classes, those of one alone, of several and of none are told apart", () => {
    const points = createMapPoints(5);
    points.labels.set([0, 3, 2, otherSet]);
    const { entries, of } = colour("label", ofSets(5), points);
    expect(entries.map(({ group }) => group.kind)).toEqual(["only", "several", "nothing", "none"]);
    expect([...of]).toEqual([0, 1, 2, 1, 3]);
  });

  test("of one class alone they say which samples have it, whatever else they have", () => {
    const points = createMapPoints(5);
    points.predictions.set([0, 1, 3, 2]);
    const { entries, of } = colour("prediction", ofSets(5), points, 1);
    expect(entries.map(({ group, count }) => [group.kind, count])).toEqual([
      ["has", 2],
      ["lacks", 2],
      ["none", 1],
    ]);
    expect([...of]).toEqual([1, 0, 0, 1, 2]);
  });

  test("the letter stands where most points of the class are", () => {
    const points = createMapPoints(11);
    points.labels.fill(0);
    points.x.set([...Array(8).fill(60_000), 10, 20, 30]);
    points.y.set([...Array(8).fill(50_000), 10, 20, 30]);
    const coloured = colour("label", headerOf(1, 11), points);
    expect(letterPlaces(coloured, points)).toEqual([{ entry: 0, letter: "A", x: 60_000, y: 50_000 }]);
  });
});

test("scores are in five steps, all of them in the legend, and nothing is said of what is kept blind", () => {
  const points = createMapPoints(4);
  points.scores.set([0, 254, 127]);
  const { entries, of } = colour("score", headerOf(1, 4), points);
  expect(entries.map(({ count }) => count)).toEqual([1, 0, 1, 0, 1, 1]);
  expect([...of]).toEqual([0, 4, 2, 5]);
});

test("slots that no label has are not in the legend", () => {
  const points = createMapPoints(3);
  points.slots.set([2, 2]);
  const { entries } = colour("slot", headerOf(1, 3), points);
  expect(entries.map(({ group, count }) => [group, count])).toEqual([
    [{ kind: "slot", slot: "holdout" }, 2],
    [{ kind: "none" }, 1],
  ]);
});

describe("what the map means", () => {
  test("parts of the map without a label are found, and the fullest of them", () => {
    const points = createMapPoints(24);
    // Three heaps: 10 points with a label, 8 and 6 without; a lone point is no part.
    points.x.set([...Array(10).fill(1_000), ...Array(8).fill(30_000), ...Array(5).fill(60_000), 45_000]);
    points.y.set(points.x);
    points.labels[4] = 0;
    const { parts, bare, fullestBare } = coverageOf(points);
    expect([parts, bare]).toEqual([3, 2]);
    expect([...fullestBare]).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
  });

  test("classes are counted by label and by prediction, and the two are compared where both are known", () => {
    const points = createMapPoints(5);
    points.labels.set([0, 0, 1]);
    points.predictions.set([0, 1, 65_535, 1, 1]);
    points.scores.set([0, 254, 255, 254, 0]);
    expect(countByClass(headerOf(3, 5), points)).toEqual([
      { index: 0, name: "Class 0", labeled: 2, predicted: 1, uncertainty: 0 },
      { index: 1, name: "Class 1", labeled: 1, predicted: 3, uncertainty: expect.closeTo(2 / 3, 5) },
    ]);
    expect(totalsOf(points)).toEqual({
      points: 5,
      labeled: 3,
      predicted: 4,
      unsure: 2,
      compared: 2,
      contradicted: 1,
    });
  });

  test("what has several classes counts for each of them, and differs from its label in any", () => {
    const points = createMapPoints(4);
    points.labels.set([3, 3, 2, 0]);
    points.predictions.set([3, 0, 2]);
    points.scores.set([254, 0, 0]);
    expect(countByClass(ofSets(4), points)).toEqual([
      { index: 0, name: "Class 0", labeled: 3, predicted: 2, uncertainty: 0.5 },
      { index: 1, name: "Class 1", labeled: 2, predicted: 1, uncertainty: 1 },
    ]);
    expect(totalsOf(points)).toMatchObject({ labeled: 4, predicted: 3, compared: 3, contradicted: 1 });
  });
});
