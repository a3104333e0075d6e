import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  evenly,
  nearestPoint,
  pointsInLasso,
  pointsInView,
  toggled,
} from "@/app/projects/[projectId]/map/_map/choose-points";
import { panBy, wholeMap, zoomAt } from "@/app/projects/[projectId]/map/_map/viewport";

/** A point at each crossing of a grid of 10 × 10, 100 apart; point i is at (100 · (i mod 10), 100 · ⌊i / 10⌋). */
const grid = {
  x: Uint16Array.from({ length: 100 }, (_, i) => 100 * (i % 10)),
  y: Uint16Array.from({ length: 100 }, (_, i) => 100 * Math.floor(i / 10)),
};

describe("a line drawn around points", () => {
  test("chooses those inside of a square, and not those outside", () => {
    expect([...pointsInLasso(grid, [50, 50, 250, 50, 250, 250, 50, 250])]).toEqual([11, 12, 21, 22]);
  });

  test("follows a hollow: what lies in it is outside", () => {
    const horseshoe = [-50, -50, 350, -50, 350, 350, 250, 350, 250, 50, 50, 50, 50, 350, -50, 350];
    expect([...pointsInLasso(grid, horseshoe)]).toEqual([0, 1, 2, 3, 10, 13, 20, 23, 30, 33]);
  });

  test("chooses nothing when it is a stroke", () => {
    expect(pointsInLasso(grid, [50, 50, 250, 250])).toHaveLength(0);
  });

  test("chooses the same whichever way round it is drawn", () => {
    const corner = fc.integer({ min: -100, max: 1100 });
    fc.assert(
      fc.property(fc.array(fc.tuple(corner, corner), { minLength: 3, maxLength: 12 }), (corners) => {
        const back = [...corners].reverse();
        expect(pointsInLasso(grid, corners.flat())).toEqual(pointsInLasso(grid, back.flat()));
      }),
    );
  });
});

describe("what is on the screen", () => {
  const size = { width: 400, height: 300 };

  test("is the whole map at first, in the middle, and less when it is magnified", () => {
    const all = { x: Uint16Array.of(0, 65_535, 32_768), y: Uint16Array.of(0, 65_535, 32_768) };
    const view = wholeMap(size);
    expect(pointsInView(all, view, size)).toHaveLength(3);
    expect([...pointsInView(all, zoomAt(view, size, 4, 200, 150), size)]).toEqual([2]);
  });

  test("stays where the pointer is when it is magnified there", () => {
    const view = wholeMap(size);
    const closer = zoomAt(view, size, 3, 40, 250);
    expect(closer.left + 40 / closer.scale).toBeCloseTo(view.left + 40 / view.scale, 5);
    expect(closer.top + 250 / closer.scale).toBeCloseTo(view.top + 250 / view.scale, 5);
  });

  test("never leaves the map, however far it is dragged", () => {
    const view = panBy(wholeMap(size), size, 1e6, -1e6);
    expect([view.left + 200 / view.scale, view.top + 150 / view.scale]).toEqual([
      expect.closeTo(0, 3),
      expect.closeTo(65_535, 3),
    ]);
  });

  test("the nearest point counts only within reach", () => {
    const view = { left: 0, top: 0, scale: 1 };
    expect(nearestPoint(grid, view, { x: 104, y: 203 }, 10)).toBe(21);
    expect(nearestPoint(grid, view, { x: 150, y: 250 }, 10)).toBeNull();
  });
});

test("a pressed point is chosen, and let go at the next press", () => {
  expect([...toggled(Int32Array.of(3, 12), 7)]).toEqual([3, 7, 12]);
  expect([...toggled(Int32Array.of(3, 7, 12), 7)]).toEqual([3, 12]);
});

test("of too many chosen points as many as may be are drawn evenly", () => {
  const chosen = Array.from({ length: 1_000 }, (_, i) => i);
  expect(evenly(chosen, 4)).toEqual([0, 250, 500, 750]);
  expect(evenly(chosen, 2_000)).toBe(chosen);
  expect(evenly(chosen, 0)).toEqual([]);
});
