import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiError } from "@/app/_components/call-api";
import { answeredSamples, returningSamples } from "@/app/projects/[projectId]/_outbox/outbox-entry";
import { MemoryStorage } from "@/app/projects/[projectId]/_outbox/outbox-storage";
import { takeBack } from "@/app/projects/[projectId]/_outbox/take-back";
import { waitFor } from "../../setup/wait-for";
import { leasedSample } from "../bench/leased-sample";
import { archived, arrangeOutbox, busy, deleted, offline, signedOut, undoneBefore } from "./arrange-outbox";

describe("the outbox", () => {
  test("knows an annotation at once and sends in order", async () => {
    const { add, run, words, sent, settled } = arrangeOutbox();
    const kept = [add(1), add(2), add(3)];
    expect(words()).toBe("saving 3");
    await Promise.all(kept);
    run();
    await settled();
    expect(sent).toEqual(["label 1", "label 2", "label 3"]);
  });

  test.each([
    [offline, "offline 2"],
    [signedOut, "signed-out 2"],
    [busy, "trouble 2"],
    [deleted, "trouble 2"],
  ])("keeps everything behind what could not be sent: %s", async (error, expected) => {
    const replies = Array<ApiError>(50).fill(error);
    const { add, run, words, sent, settled } = arrangeOutbox(replies);
    await add(1);
    await add(2);
    run();
    await waitFor(expected, () => words() === expected);
    replies.length = 0;
    await settled();
    expect(sent).toEqual(["label 1", "label 2"]);
  });

  test("drops nothing while the project is deleted, also what was taken back, and sends all once it is there again", async () => {
    const replies = Array<ApiError>(50).fill(deleted);
    const { add, run, words, sent, refused, outbox, settled } = arrangeOutbox(replies);
    await add(1);
    await outbox.undoLast("undo");
    await add(2);
    run();
    await waitFor("several attempts", () => replies.length < 40 && words() === "trouble 3");
    expect(outbox.state.trouble?.code).toBe("project_not_found");
    replies.length = 0;
    await settled();
    expect(sent).toEqual(["label 1", "undo", "label 2"]);
    expect(refused).toEqual([]);
  });

  test("a reading that ends late does not hide what was added meanwhile", async () => {
    const storage = new MemoryStorage();
    const { outbox, add, words } = arrangeOutbox([], storage);
    const readNow = storage.entries.bind(storage);
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    storage.entries = async () => {
      storage.entries = readNow;
      const entries = await readNow();
      await released;
      return entries;
    };
    const late = outbox.read();
    const seen: string[] = [];
    outbox.subscribe(() => seen.push(words()));
    await add(1);
    release();
    await late;
    expect(new Set(seen)).toEqual(new Set(["saving 1"]));
    expect(outbox.state.entries).toHaveLength(1);
  });

  test("tells of a refused one, keeps it, and goes on with the next", async () => {
    const { add, run, sent, refused, outbox, settled } = arrangeOutbox([archived]);
    await add(1);
    await add(2);
    run();
    await settled();
    expect(refused).toEqual(["label 1"]);
    expect(sent).toEqual(["label 2"]);
    const [entry] = outbox.state.entries;
    expect(entry?.refusal).toEqual({ code: "label_class_archived", message: "gone" });
    await outbox.discard(entry!);
    expect(outbox.state.entries).toEqual([]);
  });

  test("a refused label cannot be undone: there is nothing to undo", async () => {
    const { add, run, outbox, settled } = arrangeOutbox([archived]);
    await add(1);
    run();
    await settled();
    expect(await outbox.undoLast("undo")).toBeNull();
  });

  test("sends the undo of an annotation that was not sent yet after it", async () => {
    const { add, run, outbox, sent, settled } = arrangeOutbox();
    await add(1);
    expect((await outbox.undoLast("undo 1"))?.sample.sampleId).toBe(1);
    expect([...returningSamples(outbox.state.entries)]).toEqual([1]);
    expect([...answeredSamples(outbox.state.entries)]).toEqual([]);
    run();
    await settled();
    expect(sent).toEqual(["label 1", "undo 1"]);
  });

  test("a refused label that was undone meanwhile is withdrawn without a word", async () => {
    const { add, run, outbox, sent, refused, settled } = arrangeOutbox([archived]);
    await add(1);
    await outbox.undoLast("undo 1");
    run();
    await settled();
    expect(refused).toEqual([]);
    expect(sent).toEqual([]);
    expect(outbox.state.entries).toEqual([]);
  });

  test("an undo that the server knows already is done", async () => {
    const { add, run, outbox, refused, settled } = arrangeOutbox([null, undoneBefore]);
    await add(1);
    await outbox.undoLast("undo 1");
    run();
    await settled();
    expect(refused).toEqual([]);
    expect(outbox.state.entries).toEqual([]);
  });

  test("undoes the newest first, down to the first", async () => {
    const { add, outbox } = arrangeOutbox();
    for (const id of [1, 2, 3]) await add(id);
    const undone: (number | undefined)[] = [];
    for (let i = 0; i < 4; i++) undone.push((await outbox.undoLast(`undo ${i}`))?.sample.sampleId);
    expect(undone).toEqual([3, 2, 1, undefined]);
  });

  test("takes back what another browser did, too, and an undo is nothing that could be undone", async () => {
    const { outbox, sent, run, add, settled } = arrangeOutbox();
    run();
    await add(1);
    await add(2);
    const elsewhere = { id: "elsewhere", sample: leasedSample(7) };
    await takeBack(outbox, "undo of elsewhere", elsewhere);
    await takeBack(outbox, "undo of 1", { id: "label 1", sample: leasedSample(1) });
    await settled();
    expect(sent).toEqual(["label 1", "label 2", "undo of elsewhere", "undo of 1"]);
    expect((await outbox.undoLast("undo of 2"))?.id).toBe("label 2");
    expect(await outbox.undoLast("nothing")).toBeNull();
  });

  test("an annotation that cannot be kept is told to whoever added it, and is gone", async () => {
    const storage = new MemoryStorage();
    storage.add = () => Promise.reject(new Error("The disk is full."));
    const { add, words } = arrangeOutbox([], storage);
    await expect(add(1)).rejects.toThrow("The disk is full.");
    expect(words()).toBe("saved 0");
  });

  test("sends what waits as batches of at most 50, in order", async () => {
    const { add, run, sent, batches, settled } = arrangeOutbox();
    const wanted = Array.from({ length: 200 }, (_, i) => i + 1);
    await Promise.all(wanted.map(add));
    run();
    await settled();
    expect(batches).toEqual([50, 50, 50, 50]);
    expect(sent).toEqual(wanted.map((id) => `label ${id}`));
  });

  test("a refused one in a batch is kept with its reason, and the others are sent", async () => {
    const { add, run, sent, refused, settled } = arrangeOutbox([null, archived]);
    await Promise.all([1, 2, 3].map(add));
    run();
    await settled();
    expect(sent).toEqual(["label 1", "label 3"]);
    expect(refused).toEqual(["label 2"]);
  });

  test("one that the server fails over while it takes others is refused, holds up nothing, and can be sent again", async () => {
    const failure = new ApiError({ code: "unexpected", message: "no", retryable: true });
    const { outbox, add, run, words, sent, refused } = arrangeOutbox([failure]);
    await Promise.all([add(1), add(2), add(3)]);
    run();
    await waitFor("the others to be sent", () => sent.length === 2);
    await waitFor("nothing to wait", () => words() === "saved 0");
    expect(refused).toEqual(["label 1"]);
    await outbox.sendAgain(outbox.state.entries[0]!);
    await waitFor("it to be sent", () => sent.length === 3 && outbox.state.entries.length === 0);
  });

  test("what cannot be taken now ends the attempt, and nothing behind it that was taken is sent twice", async () => {
    const { add, run, sent, batches, settled } = arrangeOutbox([null, busy]);
    await Promise.all([add(1), add(2), add(3)]);
    run();
    await settled();
    expect(sent).toEqual(["label 1", "label 3", "label 2"]);
    expect(batches).toEqual([3]);
  });

  test("does again what was undone, newest first, until something else is done", async () => {
    const { add, outbox } = arrangeOutbox();
    for (const id of [1, 2, 3]) await add(id);
    await outbox.undoLast("undo 3");
    await outbox.undoLast("undo 2");
    expect(await outbox.redoLast("label 2 again")).toMatchObject({ sample: { sampleId: 2 } });
    expect(outbox.state.entries.at(-1)).toMatchObject({ id: "label 2 again", input: { sampleId: 2 } });
    expect((await outbox.undoLast("undo 2 again"))?.id).toBe("label 2 again");
    await add(4);
    expect(await outbox.redoLast("label 3 again")).toBeNull();
  });

  test("undoes 150 acts, and does them all again", async () => {
    const { add, outbox } = arrangeOutbox();
    const wanted = Array.from({ length: 150 }, (_, i) => i + 1);
    for (const id of wanted) await add(id);
    for (const id of wanted) await outbox.undoLast(`undo ${id}`);
    expect(await outbox.undoLast("too many")).toBeNull();
    for (const id of wanted) await outbox.redoLast(`again ${id}`);
    expect((await outbox.undoLast("last"))?.sample.sampleId).toBe(150);
  });

  test("whatever fails how often, all is stored once, and each sample's acts in their order", async () => {
    const errors = fc.constantFrom(null, offline, signedOut, busy, deleted);
    await fc.assert(
      fc.asyncProperty(
        fc.array(errors, { maxLength: 12 }),
        fc.integer({ min: 1, max: 8 }),
        async (replies, n) => {
          const { add, run, outbox, sent, settled } = arrangeOutbox([...replies]);
          run();
          const wanted = Array.from({ length: n }, (_, i) => i + 1);
          await Promise.all(wanted.map(add));
          await outbox.undoLast("undo");
          await outbox.redoLast("again");
          await settled();
          expect([...sent].sort()).toEqual([...wanted.map((id) => `label ${id}`), "undo", "again"].sort());
          expect(sent.filter((id) => [`label ${n}`, "undo", "again"].includes(id))).toEqual([
            `label ${n}`,
            "undo",
            "again",
          ]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
