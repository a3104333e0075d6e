import { expect, test } from "vitest";
import { queueLengthFor } from "@/lib/rounds/queue-length";

test("a queue lasts until the next one: as long as rounds take, and for what browsers take ahead", () => {
  expect(queueLengthFor({ annotatorsAtWork: 0, decidedSinceRound: 0 })).toBe(200);
  expect(queueLengthFor({ annotatorsAtWork: 1, decidedSinceRound: 5 })).toBe(210);
  // A hundred people, fifty labels a second, a round of twenty seconds.
  expect(queueLengthFor({ annotatorsAtWork: 100, decidedSinceRound: 1000 })).toBe(3500);
  expect(queueLengthFor({ annotatorsAtWork: 100, decidedSinceRound: 100_000 })).toBe(4000);
});
