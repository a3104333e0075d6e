import { expect, test } from "vitest";
import { guidelinesNews } from "@/app/projects/[projectId]/label/_bench/guidelines-news";

const day = (number: number) => `2026-03-0${number}T12:00:00.000Z`;
const opened = { hasGuidelines: true, openedAt: day(5), readUpTo: null };

test("what changed since one last worked is news", () => {
  expect(guidelinesNews({ ...opened, changedAt: day(3), lastWorkedAt: day(2) })).toBe("changed");
  expect(guidelinesNews({ ...opened, changedAt: day(2), lastWorkedAt: day(3) })).toBeNull();
  expect(guidelinesNews({ ...opened, changedAt: null, lastWorkedAt: day(3) })).toBeNull();
});

test("those who begin are told that there are guidelines until they open them, and of what changes from now on", () => {
  const begin = { ...opened, lastWorkedAt: null };
  expect(guidelinesNews({ ...begin, changedAt: day(3) })).toBe("read");
  expect(guidelinesNews({ ...begin, changedAt: null })).toBe("read");
  expect(guidelinesNews({ ...begin, changedAt: null, hasGuidelines: false })).toBeNull();
  expect(guidelinesNews({ ...begin, changedAt: day(3), readUpTo: day(3) })).toBeNull();
  expect(guidelinesNews({ ...opened, changedAt: day(6), lastWorkedAt: null })).toBe("changed");
});

test("what was read is not news any more, what changed after it is", () => {
  const read = { hasGuidelines: true, openedAt: day(5), lastWorkedAt: day(1), readUpTo: day(3) };
  expect(guidelinesNews({ ...read, changedAt: day(3) })).toBeNull();
  expect(guidelinesNews({ ...read, changedAt: day(4) })).toBe("changed");
});
