import fc from "fast-check";
import { expect, it } from "vitest";
import { ALWAYS_TRAINING, stratifiedFolds, stratifiedSample } from "@/lib/learning/learners/stratified-folds";
import { createRandom } from "@/lib/learning/random";

const labels = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 200 })
  .map((v) => Int32Array.from(v));

it("stratifiedFolds spreads every class over the folds as evenly as it can be", () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 2, max: 6 }), fc.integer(), (classes, foldCount, seed) => {
      const folds = stratifiedFolds(classes, foldCount, createRandom(seed));
      for (const classIndex of new Set(classes)) {
        const own = Array.from(folds).filter((_, row) => classes[row] === classIndex);
        if (own.length === 1) {
          expect(own).toEqual([ALWAYS_TRAINING]);
          continue;
        }
        const sizes = Array.from({ length: foldCount }, (_, fold) => own.filter((f) => f === fold).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

it("stratifiedSample keeps every class and about the asked number of rows", () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 1, max: 100 }), fc.integer(), (classes, limit, seed) => {
      const rows = stratifiedSample(classes, limit, createRandom(seed));
      expect(new Set(rows).size).toBe(rows.length);
      expect(new Set(Array.from(rows, (row) => classes[row]))).toEqual(new Set(classes));
      expect(rows.length).toBeLessThanOrEqual(limit + new Set(classes).size);
    }),
  );
});
