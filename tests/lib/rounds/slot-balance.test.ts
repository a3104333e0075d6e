import fc from "fast-check";
import { expect, test } from "vitest";
import { interleave } from "@/lib/learning/interleave";
import { balanceSlots, type SlotBalance, type SlotShares } from "@/lib/rounds/slot-balance";

const slots = ["query", "explore", "holdout"] as const;
type Served = SlotBalance["before"];

/** As rounds do: each queue is planned anew when `used` places of the one before it were handed out. */
function label(
  start: { now: Served; stored: SlotBalance | null },
  { explore, holdout }: SlotShares,
  { labels, used }: { labels: number; used: number },
) {
  const now = { ...start.now };
  let { stored } = start;
  const given: (typeof slots)[number][] = [];
  while (given.length < labels) {
    const { balance, served } = balanceSlots(now, { explore, holdout }, stored);
    stored = balance;
    const shares = [1 - explore - holdout, explore, holdout];
    const plan = interleave(
      shares,
      slots.map((slot) => served[slot]),
      200,
    );
    for (const source of plan.slice(0, used)) {
      now[slots[source]!] += 1;
      given.push(slots[source]!);
    }
  }
  const counts = slots.map((slot) => given.filter((one) => one === slot).length);
  return { now, stored, counts, given };
}

const nothing: Served = { query: 0, explore: 0, holdout: 0 };
const usual: SlotShares = { explore: 0.1, holdout: 0.25 };

test.each([1, 5, 20])("shares are kept over many queues, of which %i places are used", (used) => {
  const { counts } = label({ now: nothing, stored: null }, usual, { labels: 400, used });
  expect(counts).toEqual([260, 40, 100]);
});

test.each([1, 5, 20])("a changed share holds from then on, of queues of which %i places are used", (used) => {
  const before = label({ now: nothing, stored: null }, usual, { labels: 500, used });
  const changes: SlotShares[] = [
    { explore: 0.1, holdout: 0 },
    { explore: 0.1, holdout: 0.05 },
    { explore: 0.5, holdout: 0.25 },
  ];
  for (const shares of changes) {
    const { counts, given } = label(before, shares, { labels: 200, used });
    const expected = [
      200 * (1 - shares.explore - shares.holdout),
      200 * shares.explore,
      200 * shares.holdout,
    ];
    for (const [i, count] of counts.entries()) expect(Math.abs(count - expected[i]!)).toBeLessThanOrEqual(2);
    expect(given.indexOf("explore")).toBeLessThan(20);
  }
});

test("a share that flips with every queue starves nobody", () => {
  let state: { now: Served; stored: SlotBalance | null } = { now: nothing, stored: null };
  for (let i = 0; i < 200; i++) {
    state = label(state, { explore: 0.1, holdout: i % 2 === 0 ? 0.25 : 0 }, { labels: 5, used: 5 });
  }
  expect(state.now.explore / 1000).toBeGreaterThan(0.07);
  expect(state.now.explore / 1000).toBeLessThan(0.13);
  expect(state.now.holdout / 1000).toBeGreaterThan(0.09);
});

test("what is carried over is one sample of a slot at most, and adds up to nothing", () => {
  const share = fc.integer({ min: 0, max: 50 }).map((percent) => percent / 100);
  const count = fc.nat(1000);
  fc.assert(
    fc.property(count, count, count, share, share, share, (query, explore, holdout, a, b, c) => {
      const now = { query, explore, holdout };
      const stored = { explore: a, holdout: b, before: nothing };
      const { served } = balanceSlots(now, { explore: a, holdout: b + c + 0.01 }, stored);
      const carried = slots.map((slot) => served[slot]);
      expect(carried.every((value) => Math.abs(value) <= 1 + 1e-9)).toBe(true);
      expect(carried.reduce((x, y) => x + y, 0)).toBeCloseTo(0, 6);
    }),
  );
});

test("a queue of a version that did not tell it counts all there was", () => {
  const now = { query: 70, explore: 10, holdout: 20 };
  expect(balanceSlots(now, usual, null)).toEqual({ balance: { ...usual, before: nothing }, served: now });
});
