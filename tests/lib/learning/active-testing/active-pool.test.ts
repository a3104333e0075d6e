import { describe, expect, it } from "vitest";
import { activePool, isForActiveTesting } from "@/lib/learning/active-testing/active-pool";
import { isHoldout } from "@/lib/learning/evaluation/holdout";

describe("the rows that active testing draws from", () => {
  const setting = { seed: 7, holdoutShare: 0.4, rows: 2_000 };

  it("are half of the holdout reserve, without those that the random order has labeled", () => {
    const reserve = Array.from({ length: 2_000 }, (_, row) => row).filter((row) => isHoldout(7, row, 0.4));
    const pool = activePool(setting, new Set());
    expect(pool.every((row) => isHoldout(7, row, 0.4) && isForActiveTesting(7, row))).toBe(true);
    expect(pool.length / reserve.length).toBeGreaterThan(0.44);
    expect(pool.length / reserve.length).toBeLessThan(0.56);
    const [first] = pool;
    expect([...activePool(setting, new Set([first!]))]).toEqual([...pool.subarray(1)]);
  });

  it("stay the same when the pool grows, and are as many as every model predicts", () => {
    const pool = activePool(setting, new Set());
    expect(pool.every((row) => row < 2_000)).toBe(true);
    expect(activePool({ ...setting, rows: 100_000 }, new Set())).toHaveLength(5_000);
  });
});
