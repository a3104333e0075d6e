import { expect, test } from "vitest";
import { longestAndShortest } from "@/app/projects/[projectId]/costs/longest-and-shortest";
import type { Ledger } from "@/lib/contracts/ledger";

type Row = Ledger["classes"][number];

const row = (name: string, medianSeconds: number | null, labels = 20, kind: Row["kind"] = "class"): Row => ({
  ...{ name, kind, labels, medianSeconds },
  ...{ position: 0, activeSeconds: 60, cost: null },
});

test("the classes whose labels take longest and shortest are found", () => {
  expect(longestAndShortest([row("a", 2), row("b", 5), row("c", 3)])).toEqual({
    longest: { name: "b", medianSeconds: 5 },
    shortest: { name: "a", medianSeconds: 2 },
  });
});

test("classes with few labels, and answers that name none, are left out", () => {
  const rows = [
    row("a", 2),
    row("b", 5),
    row("few", 60, 9),
    row("skips", 90, 50, "other"),
    row("none", null),
  ];
  expect(longestAndShortest(rows)?.longest.name).toBe("b");
});

test("nothing is said of one class, or of classes that take the same time", () => {
  expect(longestAndShortest([])).toBeNull();
  expect(longestAndShortest([row("a", 2)])).toBeNull();
  expect(longestAndShortest([row("a", 2), row("b", 2)])).toBeNull();
});
