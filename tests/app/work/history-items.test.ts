import { expect, test } from "vitest";
import type { OutboxEntry } from "@/app/projects/[projectId]/_outbox/outbox-entry";
import { withUnlisted } from "@/app/projects/[projectId]/work/history-items";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { leasedSample } from "../bench/leased-sample";

function listed(sampleId: number, rest: Partial<OwnAnnotation> = {}): OwnAnnotation {
  return {
    id: `listed ${sampleId}`,
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
  return { order, id: `entry ${sampleId} ${order}`, input, sample: leasedSample(sampleId), refusal: null };
}

const relabel = (sampleId: number, labelClassId: string) =>
  entry(sampleId, { action: "label", sampleId, labelClassId, seconds: 0, screen: "history" });
const facts = (items: ReturnType<typeof withUnlisted>) =>
  items.map(({ sampleId, labelClassId, createdAt, isCurrent }) => [
    sampleId,
    labelClassId,
    createdAt === null,
    isCurrent,
  ]);

test("what is not sent comes first, newest first, and replaces what stood", () => {
  expect(facts(withUnlisted([listed(2), listed(1)], [relabel(1, "new"), relabel(1, "newer")]))).toEqual([
    [1, "newer", true, true],
    [1, "new", true, false],
    [2, "old", false, true],
    [1, "old", false, false],
  ]);
});

test("what the server lists by now is not shown twice", () => {
  const sent = relabel(1, "new");
  const now = listed(1, { id: sent.id, labelClassId: "new" });
  expect(facts(withUnlisted([now, listed(1, { isCurrent: false })], [sent]))).toEqual([
    [1, "new", false, true],
    [1, "old", false, false],
  ]);
});

test("an undo on its way strikes out what it takes back, listed or not", () => {
  const first = relabel(1, "new");
  const entries = [
    first,
    entry(1, { action: "undo", undoes: first.id }),
    entry(2, { action: "undo", undoes: "listed 2" }),
  ];
  const items = withUnlisted([listed(2), listed(1)], entries);
  expect(items.map(({ id, isUndone, isCurrent }) => [id, isUndone, isCurrent])).toEqual([
    [first.id, true, false],
    ["listed 2", true, false],
    ["listed 1", false, true],
  ]);
});

test.each(["accept", "reject"] as const)(
  "%s of one class leaves the answer that stands, and a set is an answer",
  (action) => {
    const entries = [
      entry(1, { action, sampleId: 1, labelClassId: "rare", seconds: 1, screen: "binary" }),
      entry(2, { action: "label-set", sampleId: 2, labelClassIds: ["a", "b"], seconds: 1 }),
    ];
    const [set, said, stood] = withUnlisted([listed(1)], entries);
    expect([set!.action, set!.labelClassIds]).toEqual(["label", ["a", "b"]]);
    expect([said!.action, said!.isCurrent, stood!.isCurrent]).toEqual([action, true, true]);
  },
);
