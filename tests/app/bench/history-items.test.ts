import { expect, test } from "vitest";
import type { OutboxEntry } from "@/app/projects/[projectId]/_outbox/outbox-entry";
import { mergeHistory } from "@/app/projects/[projectId]/label/_bench/history-items";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { leasedSample } from "./leased-sample";

function own(sampleId: number, rest: Partial<OwnAnnotation> = {}): OwnAnnotation {
  return {
    id: `own ${sampleId}`,
    sequence: sampleId,
    sampleId,
    action: "label",
    labelClassId: "old",
    labelClassIds: null,
    note: null,
    screen: "single",
    createdAt: "2026-01-01T00:00:00.000Z",
    seconds: 1,
    excerpt: `Sample ${sampleId}`,
    imageUrl: null,
    isUndone: false,
    isCurrent: true,
    ...rest,
  };
}

let order = 0;
function entry(sampleId: number, input: OutboxEntry["input"]): OutboxEntry {
  order += 1;

  return { order, id: `entry ${order}`, input, sample: leasedSample(sampleId), refusal: null };
}

const label = (sampleId: number, labelClassId: string) =>
  entry(sampleId, { action: "label", sampleId, labelClassId, seconds: 1 });
const facts = (items: ReturnType<typeof mergeHistory>) =>
  items.map(({ sample, labelClassIds, isSent }) => [sample.sampleId, ...labelClassIds, isSent]);

test("what waits comes first, newest first, and replaces what the server has of the same sample", () => {
  const entries = [label(5, "new"), label(2, "new"), label(5, "newer")];
  expect(facts(mergeHistory([own(2), own(1)], entries))).toEqual([
    [2, "new", false],
    [5, "newer", false],
    [1, "old", true],
  ]);
});

test("what was undone, replaced or refused does not stand", () => {
  const entries = [
    entry(3, { action: "undo", undoes: "own 3" }),
    { ...label(2, "new"), refusal: { code: "no", message: "" } },
  ];
  const history = [own(3), own(2), own(1, { isCurrent: false })];
  expect(facts(mergeHistory(history, entries))).toEqual([[2, "old", true]]);
});

test("sets of classes keep all their classes, and skips none", () => {
  const skipped = own(1, { action: "skip", labelClassId: null });
  const set = own(2, { labelClassId: null, labelClassIds: ["a", "b"] });
  expect(facts(mergeHistory([skipped, set], []))).toEqual([
    [1, true],
    [2, "a", "b", true],
  ]);
});

test("a yes about one class names that class, sent or not", () => {
  const accepted = own(1, { action: "accept" });
  const waiting = entry(2, { action: "accept", sampleId: 2, labelClassId: "rare", seconds: 1 });
  const items = mergeHistory([accepted], [waiting]);
  expect(items.map(({ action }) => action)).toEqual(["accept", "accept"]);
  expect(facts(items)).toEqual([
    [2, "rare", false],
    [1, "old", true],
  ]);
});
