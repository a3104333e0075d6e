import { expect, test } from "vitest";
import { hasGuidelinesNews } from "@/app/projects/[projectId]/label/_bench/guidelines-news";

const day = (number: number) => `2026-03-0${number}T12:00:00.000Z`;
const opened = { openedAt: day(5), readUpTo: null };

test("what changed since one last worked is news", () => {
  expect(hasGuidelinesNews({ ...opened, changedAt: day(3), lastWorkedAt: day(2) })).toBe(true);
  expect(hasGuidelinesNews({ ...opened, changedAt: day(2), lastWorkedAt: day(3) })).toBe(false);
  expect(hasGuidelinesNews({ ...opened, changedAt: null, lastWorkedAt: day(3) })).toBe(false);
});

test("for those who begin, only what changes from now on is news", () => {
  expect(hasGuidelinesNews({ ...opened, changedAt: day(3), lastWorkedAt: null })).toBe(false);
  expect(hasGuidelinesNews({ ...opened, changedAt: day(6), lastWorkedAt: null })).toBe(true);
});

test("what was read is not news any more, what changed after it is", () => {
  const read = { openedAt: day(5), lastWorkedAt: day(1), readUpTo: day(3) };
  expect(hasGuidelinesNews({ ...read, changedAt: day(3) })).toBe(false);
  expect(hasGuidelinesNews({ ...read, changedAt: day(4) })).toBe(true);
});
