import { beforeEach, expect, test } from "vitest";
import { AnswerBatches } from "@/app/projects/[projectId]/_batch/answer-batches";
import type { OutboxEntry } from "@/app/projects/[projectId]/_outbox/outbox-entry";
import { MemoryStorage } from "@/app/projects/[projectId]/_outbox/outbox-storage";
import { type GridPage, GridSession } from "@/app/projects/[projectId]/grid/_grid/grid-session";
import type { GridTile, TakeGrid, TakenGrid } from "@/lib/contracts/finding";
import { leasedSample } from "../bench/leased-sample";

const [sports, world] = ["sports", "world"];

let storage: MemoryStorage;
let asked: TakeGrid[];
let givenBack: number[];
let offered: GridTile[];
let lost: Set<number>;
let now: number;
let session: GridSession;

const tile = (...ids: number[]): GridTile => ({ samples: ids.map((id) => leasedSample(id)) });
const ids = (tiles: readonly GridTile[]) =>
  tiles.map(({ samples }) => samples.map(({ sampleId }) => sampleId));
const shown = () => ids(session.view.page.tiles);

function newSession(task: "single" | "multi" = "single"): GridSession {
  let made = 0;
  const outbox = {
    add: (entry: Parameters<MemoryStorage["add"]>[0]) => storage.add(entry),
    undoLast: (id: string, among?: readonly string[]) => storage.undoLast(id, among),
  };
  const newId = () => `id-${++made}`;
  const batches = new AnswerBatches<GridPage>({ outbox, newId, memory: null, memoryKey: "" });
  const api = {
    async take(body: TakeGrid): Promise<TakenGrid> {
      asked.push(body);
      const renewed = body.holding.filter((id) => !lost.has(id));
      const tiles = offered.splice(0, body.count);
      return { tiles, renewed, empty: tiles.length === 0 ? { reason: "done", until: null } : null };
    },
    async giveBack(sampleIds: readonly number[]) {
      givenBack.push(...sampleIds);
    },
  };
  return new GridSession({ task, api, batches, now: () => now });
}

beforeEach(async () => {
  storage = new MemoryStorage();
  [asked, givenBack, lost, now] = [[], [], new Set(), 0];
  offered = Array.from({ length: 40 }, (_, i) => tile(i + 1));
  session = newSession();
  await session.open(sports, 12);
});

/** The page is seen, and looked at for some seconds. */
function look(seconds = 1): void {
  session.painted();
  now += seconds * 1000;
}

async function inputs(): Promise<OutboxEntry["input"][]> {
  return (await storage.entries()).map(({ input }) => input);
}

test("one key answers the whole page, with the class and as of the grid, and the next page is there at once", async () => {
  look(6);
  const confirmed = session.confirm();
  expect(shown()).toEqual(Array.from({ length: 12 }, (_, i) => [i + 13]));
  await confirmed;
  const sent = await inputs();
  expect(sent).toHaveLength(12);
  expect(sent[0]).toEqual({
    action: "label",
    sampleId: 1,
    labelClassId: sports,
    seconds: 0.5,
    screen: "grid",
    suggestionShown: "shown",
  });
  expect(session.view.notice).toEqual({ kind: "confirmed", count: 12, rejected: 0 });
});

test("an exception is a reject, or a label of the class it was given", async () => {
  session.flip(2);
  session.flip(3);
  session.assign(3, world);
  session.assign(4, world);
  session.assign(4, sports);
  session.flip(5);
  session.flip(5);
  look();
  await session.confirm();
  const sent = await inputs();
  expect(
    sent.map((input) => [input.action, "labelClassId" in input && input.labelClassId]).slice(0, 5),
  ).toEqual([
    ["label", sports],
    ["reject", sports],
    ["label", world],
    ["label", sports],
    ["label", sports],
  ]);
  expect(session.view.notice).toEqual({ kind: "confirmed", count: 11, rejected: 1 });
});

test("a decision about a group is one annotation of each of its samples, and shares the time", async () => {
  offered = [tile(1, 2, 3), tile(4)];
  session = newSession();
  await session.open(sports, 12);
  session.flip(1);
  look(8);
  await session.confirm();
  expect(
    (await inputs()).map((input) => "sampleId" in input && [input.sampleId, input.action, input.seconds]),
  ).toEqual([
    [1, "reject", 2],
    [2, "reject", 2],
    [3, "reject", 2],
    [4, "label", 2],
  ]);
  expect(session.view.notice).toEqual({ kind: "confirmed", count: 1, rejected: 3 });
});

test("where samples may have several classes, each answer is about one, and of another class is no and yes", async () => {
  offered = [tile(1), tile(2), tile(3)];
  session = newSession("multi");
  await session.open(sports, 12);
  session.flip(2);
  session.assign(3, world);
  look();
  await session.confirm();
  const said = async () =>
    (await inputs()).map((input) =>
      "labelClassId" in input ? [input.sampleId, input.action, input.labelClassId] : input.action,
    );
  expect(await said()).toEqual([
    [1, "accept", sports],
    [2, "reject", sports],
    [3, "reject", sports],
    [3, "accept", world],
  ]);
  expect(session.view.notice).toEqual({ kind: "confirmed", count: 2, rejected: 1 });
  await session.undo();
  expect((await said()).slice(4)).toEqual(["undo", "undo", "undo", "undo"]);
});

test("a page stays as it is when its class is opened once more, as after it was taken back", async () => {
  session.flip(3);
  look();
  await session.confirm();
  await session.undo();
  await session.open(sports, 12);
  expect(session.view.page.exceptions).toEqual([[3, null]]);
  expect(session.view.page.tiles).toHaveLength(12);
});

test("a page that was not seen for 150 ms is not confirmed, nor is one twice by two quick keys", async () => {
  await session.confirm();
  session.painted();
  now += 149;
  await session.confirm();
  expect(await inputs()).toEqual([]);
  now += 1;
  await Promise.all([session.confirm(), session.confirm()]);
  expect(await inputs()).toHaveLength(12);
});

test("one key takes the whole page back as it was, its page before it with the next one", async () => {
  session.flip(7);
  look();
  await session.confirm();
  look();
  await session.confirm();
  await session.undo();
  expect(shown()[0]).toEqual([13]);
  await session.undo();
  expect(shown()).toEqual(Array.from({ length: 12 }, (_, i) => [i + 1]));
  expect(session.view.page.exceptions).toEqual([[7, null]]);
  const undos = (await inputs()).filter(({ action }) => action === "undo");
  expect(undos).toHaveLength(24);
  await session.undo();
  expect(session.view.notice).toEqual({ kind: "nothing-to-undo" });
});

test("what is held is renewed, also what waits for its turn; what others took leaves the page", async () => {
  expect(asked[0]).toEqual({ labelClassId: sports, count: 24, holding: [] });
  lost = new Set([2, 20]);
  session.flip(2);
  await session.fill();
  expect(asked[1]!.holding).toHaveLength(24);
  expect(asked[1]!.count).toBe(0);
  expect(shown().flat()).not.toContain(2);
  expect(session.view.page.exceptions).toEqual([]);
  expect(session.view.notice).toEqual({ kind: "taken-away", count: 2 });
});

test("another class or another size gives back what was held; leaving the page, too", async () => {
  await session.open(world, 24);
  expect(givenBack).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  expect(session.view.page.labelClassId).toBe(world);
  givenBack = [];
  await session.leave();
  expect(givenBack.length).toBe(16);
});

test("when there are no more tiles it says why", async () => {
  offered = [];
  for (let i = 0; i < 2; i++) {
    look();
    await session.confirm();
    await session.fill();
  }
  expect(session.view).toMatchObject({ isLoading: false, empty: { reason: "done" } });
});

test("a class opened from one that has nothing is filled, though the bare page asks for more in the same moment", async () => {
  offered = [];
  await session.open(world, 12);
  expect(shown()).toEqual([]);
  offered = [tile(50)];
  await Promise.all([session.open(sports, 12), session.fill()]);
  expect(asked.at(-1)).toMatchObject({ labelClassId: sports });
  expect(shown()).toEqual([[50]]);
});
