import { expect, test } from "vitest";
import { mergeHistory } from "@/app/projects/[projectId]/label/_bench/history-items";
import { outboxEntry, ownLabel } from "../outbox/history-entries";

const label = (sampleId: number, labelClassId: string) =>
  outboxEntry(sampleId, { action: "label", sampleId, labelClassId, seconds: 1 });
const facts = (items: ReturnType<typeof mergeHistory>) =>
  items.map(({ sample, labelClassIds, isSent }) => [sample.sampleId, ...labelClassIds, isSent]);

test("what waits comes first, newest first, and replaces what the server has of the same sample", () => {
  const entries = [label(5, "new"), label(2, "new"), label(5, "newer")];
  expect(facts(mergeHistory([ownLabel(2), ownLabel(1)], entries))).toEqual([
    [2, "new", false],
    [5, "newer", false],
    [1, "old", true],
  ]);
});

test("what was undone, replaced or refused does not stand", () => {
  const entries = [
    outboxEntry(3, { action: "undo", undoes: "own 3" }),
    { ...label(2, "new"), refusal: { code: "no", message: "" } },
  ];
  const history = [ownLabel(3), ownLabel(2), ownLabel(1, { isCurrent: false })];
  expect(facts(mergeHistory(history, entries))).toEqual([[2, "old", true]]);
});

test("sets of classes keep all their classes, and skips none", () => {
  const skipped = ownLabel(1, { action: "skip", labelClassId: null });
  const set = ownLabel(2, { labelClassId: null, labelClassIds: ["a", "b"] });
  expect(facts(mergeHistory([skipped, set], []))).toEqual([
    [1, true],
    [2, "a", "b", true],
  ]);
});

test("a yes about one class names that class, sent or not", () => {
  const accepted = ownLabel(1, { action: "accept" });
  const waiting = outboxEntry(2, { action: "accept", sampleId: 2, labelClassId: "rare", seconds: 1 });
  const items = mergeHistory([accepted], [waiting]);
  expect(items.map(({ action }) => action)).toEqual(["accept", "accept"]);
  expect(facts(items)).toEqual([
    [2, "rare", false],
    [1, "old", true],
  ]);
});

test("what a lead says as such is marked, sent or not, so that it stays that when they change it", () => {
  const word = ownLabel(1, { screen: "review" });
  const said = { action: "label", sampleId: 2, labelClassId: "new", seconds: 1, screen: "review" } as const;
  const items = mergeHistory([word, ownLabel(3)], [outboxEntry(2, said)]);
  expect(items.map(({ sample, isWord }) => [sample.sampleId, isWord])).toEqual([
    [2, true],
    [1, true],
    [3, false],
  ]);
});
