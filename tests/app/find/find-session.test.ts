import { beforeEach, expect, test } from "vitest";
import { AnswerBatches } from "@/app/projects/[projectId]/_batch/answer-batches";
import type { OutboxEntry } from "@/app/projects/[projectId]/_outbox/outbox-entry";
import { MemoryStorage } from "@/app/projects/[projectId]/_outbox/outbox-storage";
import { type FindBatch, FindSession } from "@/app/projects/[projectId]/find/_find/find-session";
import type { Hit } from "@/lib/contracts/finding";
import { leasedSample } from "../bench/leased-sample";

const rare = { id: "rare", name: "Rare" };

let storage: MemoryStorage;
let remembered: Map<string, string>;
let refusesToKeep: boolean;
let now: number;

function newSession(task: "single" | "multi" = "single"): FindSession {
  let made = 0;
  const outbox = {
    async add(entry: Parameters<MemoryStorage["add"]>[0]) {
      if (refusesToKeep) throw new Error("The disk is full.");
      await storage.add(entry);
    },
    undoLast: (id: string, among?: readonly string[]) => storage.undoLast(id, among),
  };
  const memory = {
    getItem: (key: string) => remembered.get(key) ?? null,
    setItem: (key: string, value: string) => void remembered.set(key, value),
  };
  const newId = () => `id-${++made}`;
  const batches = new AnswerBatches<FindBatch>({ outbox, newId, memory, memoryKey: "find" });
  return new FindSession({ task, batches, now: () => now });
}

beforeEach(() => {
  storage = new MemoryStorage();
  [remembered, refusesToKeep, now] = [new Map(), false, 0];
});

function hit(sampleId: number, labelClassIds: string[] | null = null): Hit {
  const content = { text: "some words", imageUrl: null, width: null, height: null, metadata: {} };
  return {
    sample: { sampleId, externalId: null, ...content },
    excerpt: [],
    isLabeled: false,
    isImported: false,
    own: labelClassIds && { labelClassIds, isWhole: true },
  };
}

const inputs = async (): Promise<OutboxEntry["input"][]> =>
  (await storage.entries()).map(({ input }) => input);

test("all selected samples get the class, as found, and share the time", async () => {
  const session = newSession();
  session.toggle(1);
  session.toggle(2);
  session.toggle(2);
  expect([...session.view.selected]).toEqual([1]);
  now = 3000;
  await session.label([hit(1), hit(2)], rare);
  expect(await inputs()).toEqual([
    { action: "label", sampleId: 1, labelClassId: "rare", seconds: 1.5, screen: "find" },
    { action: "label", sampleId: 2, labelClassId: "rare", seconds: 1.5, screen: "find" },
  ]);
  expect(session.answerTo(hit(1))).toEqual({ labelClassIds: ["rare"], isWhole: true });
  expect(session.view.selected.size).toBe(0);
});

test("what was answered on another page since is not taken back in its stead", async () => {
  const session = newSession();
  await session.label([hit(1), hit(2)], rare);
  await storage.add({
    id: "from elsewhere",
    sample: leasedSample(3),
    input: { action: "label", sampleId: 3, labelClassId: "usual", seconds: 0, screen: "history" },
  });
  await session.undo();
  const undone = (await inputs()).filter(({ action }) => action === "undo");
  expect(undone).toEqual([
    { action: "undo", undoes: "id-2" },
    { action: "undo", undoes: "id-1" },
  ]);
});

test("one key takes back all that one key gave, also after a reload, and shows what was there before", async () => {
  const session = newSession();
  const before = hit(1, ["usual"]);
  await session.label([before, hit(2)], rare);
  const reloaded = newSession();
  await reloaded.undo();
  expect((await inputs()).filter(({ action }) => action === "undo")).toHaveLength(2);
  expect(reloaded.answerTo(before)).toEqual(before.own);
  expect(reloaded.answerTo(hit(2, ["rare"]))).toBeNull();
  await reloaded.undo();
  expect(reloaded.view.notice).toEqual({ kind: "nothing-to-undo" });
});

test("where samples may have several classes, one more is said of a sample, and a whole answer stays whole", async () => {
  const session = newSession("multi");
  const [open, whole] = [hit(1), hit(2, ["usual"])];
  await session.label([open, whole], rare);
  await session.label([open], { id: "other", name: "Other" });
  expect(await inputs()).toEqual([
    { action: "accept", sampleId: 1, labelClassId: "rare", seconds: 0, screen: "find" },
    { action: "label-set", sampleId: 2, labelClassIds: ["usual", "rare"], seconds: 0, screen: "find" },
    { action: "accept", sampleId: 1, labelClassId: "other", seconds: 0, screen: "find" },
  ]);
  expect(session.answerTo(open)).toEqual({ labelClassIds: ["rare", "other"], isWhole: false });
  await session.undo();
  expect(session.answerTo(open)).toEqual({ labelClassIds: ["rare"], isWhole: false });
});

test("an answer that the browser could not keep is not shown as given", async () => {
  const session = newSession();
  refusesToKeep = true;
  await session.label([hit(1)], rare);
  expect(session.answerTo(hit(1))).toBeNull();
  expect(session.view.notice).toEqual({ kind: "not-kept", count: 1 });
  refusesToKeep = false;
  await session.undo();
  expect(session.view.notice).toEqual({ kind: "nothing-to-undo" });
});
