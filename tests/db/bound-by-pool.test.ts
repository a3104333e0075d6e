import { expect, test } from "vitest";
import { boundByPool } from "@/db/queries/bound-by-pool";
import type { Estimate } from "@/lib/contracts/progress";

const [spent, pool] = [280, 1_500];

const savedOf = (needs: Estimate, isAtLeast = false) => {
  const less = (end: number | null) => (end === null ? null : end - spent);
  const saved = { value: needs.value - spent, low: less(needs.low), high: less(needs.high) };
  return boundByPool({ kind: "saved", saved, randomNeeds: needs, isAtLeast }, spent, pool);
};

test("random labeling needs no more labels than the pool has, and none are saved beyond them", () => {
  expect(savedOf({ value: 5_600, low: 680, high: null }, true)).toEqual({
    kind: "saved",
    saved: { value: 1_220, low: 400, high: null },
    randomNeeds: { value: 1_500, low: 680, high: null },
    isAtLeast: true,
    isWholePool: true,
  });
  expect(savedOf({ value: 900, low: 500, high: 4_000 })).toMatchObject({
    saved: { value: 620, low: 220, high: null },
    randomNeeds: { value: 900, low: 500, high: null },
    isAtLeast: false,
    isWholePool: false,
  });
  expect(savedOf({ value: 3_000, low: 1_800, high: 4_000 })).toMatchObject({
    saved: { value: 1_220, low: 1_220, high: null },
    isWholePool: true,
  });
});

test("what lies within the pool stays as it is", () => {
  const needs = { value: 700, low: 500, high: 1_200 };
  expect(savedOf(needs)).toMatchObject({ saved: { value: 420, low: 220, high: 920 }, randomNeeds: needs });
  const open = { kind: "indistinguishable", saved: { value: 30, low: -100, high: 9_000 } } as const;
  expect(boundByPool(open, spent, pool)).toEqual({ ...open, saved: { value: 30, low: -100, high: null } });
  const early = { kind: "tooEarly", holdoutNeeded: 50 } as const;
  expect(boundByPool(early, spent, pool)).toEqual(early);
});
