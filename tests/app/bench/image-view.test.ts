import fc from "fast-check";
import { expect, test } from "vitest";
import {
  fittedSize,
  fittedView,
  keepInFrame,
  panBy,
  zoomAt,
} from "@/app/projects/[projectId]/label/_bench/image-view";

const frame = { width: 400, height: 300 };
const point = fc.record({ x: fc.integer({ min: -200, max: 200 }), y: fc.integer({ min: -150, max: 150 }) });

test("an image is fitted whole, and enlarged no more than allowed", () => {
  expect(fittedSize({ width: 4000, height: 1500 }, frame, 3)).toEqual({ width: 400, height: 150 });
  expect(fittedSize({ width: 28, height: 28 }, frame, 5)).toEqual({ width: 140, height: 140 });
});

test("what lies under the pointer stays there while one zooms", () => {
  fc.assert(
    fc.property(point, point, fc.double({ min: 1, max: 4, noNaN: true }), (moved, pointer, factor) => {
      const view = { scale: 2, ...moved };
      const zoomed = zoomAt(view, factor, pointer);
      // The place of the image, in its own units, that the pointer is on.
      const before = (pointer.x - view.x) / view.scale;
      const after = (pointer.x - zoomed.x) / zoomed.scale;
      expect(after).toBeCloseTo(before, 6);
    }),
  );
});

test("zooming out ends at the fitted view, in the middle", () => {
  const fitted = { width: 400, height: 150 };
  const near = keepInFrame(panBy(zoomAt(fittedView, 4, { x: 100, y: 20 }), { x: 999, y: 0 }), fitted, frame);
  expect(keepInFrame(zoomAt(near, 1 / 9, { x: 30, y: 30 }), fitted, frame)).toEqual({ scale: 1, x: 0, y: 0 });
});

test("an image is never moved further than its edge, nor at all along a side that is seen whole", () => {
  const fitted = { width: 400, height: 150 };
  fc.assert(
    fc.property(point, fc.double({ min: 1, max: 16, noNaN: true }), (by, scale) => {
      const { x, y } = keepInFrame({ scale, x: by.x * 50, y: by.y * 50 }, fitted, frame);
      expect(Math.abs(x)).toBeLessThanOrEqual((400 * scale - 400) / 2 + 1e-9);
      if (150 * scale <= 300) expect(Math.abs(y)).toBe(0);
      else expect(Math.abs(y)).toBeLessThanOrEqual((150 * scale - 300) / 2 + 1e-9);
    }),
  );
});
