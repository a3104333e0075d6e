import { expect, test } from "vitest";
import { withUnlisted } from "@/app/projects/[projectId]/work/history-items";
import { outboxEntry, ownLabel } from "../outbox/history-entries";

const relabel = (sampleId: number, labelClassId: string) =>
  outboxEntry(sampleId, { action: "label", sampleId, labelClassId, seconds: 0, screen: "history" });
const facts = (items: ReturnType<typeof withUnlisted>) =>
  items.map(({ sampleId, labelClassId, createdAt, isCurrent }) => [
    sampleId,
    labelClassId,
    createdAt === null,
    isCurrent,
  ]);

test("what is not sent comes first, newest first, and replaces what stood", () => {
  expect(facts(withUnlisted([ownLabel(2), ownLabel(1)], [relabel(1, "new"), relabel(1, "newer")]))).toEqual([
    [1, "newer", true, true],
    [1, "new", true, false],
    [2, "old", false, true],
    [1, "old", false, false],
  ]);
});

test("what the server lists by now is not shown twice", () => {
  const sent = relabel(1, "new");
  const now = ownLabel(1, { id: sent.id, labelClassId: "new" });
  expect(facts(withUnlisted([now, ownLabel(1, { isCurrent: false })], [sent]))).toEqual([
    [1, "new", false, true],
    [1, "old", false, false],
  ]);
});

test("an undo on its way strikes out what it takes back, listed or not", () => {
  const first = relabel(1, "new");
  const entries = [
    first,
    outboxEntry(1, { action: "undo", undoes: first.id }),
    outboxEntry(2, { action: "undo", undoes: "own 2" }),
  ];
  const items = withUnlisted([ownLabel(2), ownLabel(1)], entries);
  expect(items.map(({ id, isUndone, isCurrent }) => [id, isUndone, isCurrent])).toEqual([
    [first.id, true, false],
    ["own 2", true, false],
    ["own 1", false, true],
  ]);
});

test.each(["accept", "reject"] as const)(
  "%s of one class leaves the answer that stands, and a set is an answer",
  (action) => {
    const entries = [
      outboxEntry(1, { action, sampleId: 1, labelClassId: "rare", seconds: 1, screen: "binary" }),
      outboxEntry(2, { action: "label-set", sampleId: 2, labelClassIds: ["a", "b"], seconds: 1 }),
    ];
    const [set, said, stood] = withUnlisted([ownLabel(1)], entries);
    expect([set!.action, set!.labelClassIds]).toEqual(["label", ["a", "b"]]);
    expect([said!.action, said!.isCurrent, stood!.isCurrent]).toEqual([action, true, true]);
  },
);
