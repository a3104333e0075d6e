import { describe, expect, test } from "vitest";
import { ApiError } from "@/app/_components/call-api";
import { arrangeSession, single } from "./arrange-session";
import { leasedSample } from "./leased-sample";

describe("the bench session", () => {
  test("holds a few samples and shows the next at once after a label", async () => {
    const { session, outbox, shown, look } = arrangeSession();
    await session.fill();
    expect(shown()).toEqual([1, 2, 3, 4, 5]);
    look();
    session.choose("world", single);
    expect(shown()[0]).toBe(2);
    expect(outbox.state.entries[0]?.input).toEqual({
      action: "label",
      sampleId: 1,
      labelClassId: "world",
      seconds: 1,
      screen: "single",
      suggestionShown: null,
    });
  });

  test("takes no answer to a sample that could not have been seen yet", async () => {
    const { session, outbox, shown, look } = arrangeSession();
    await session.fill();
    session.choose("world", single);
    look(149);
    await session.skip();
    expect(shown()[0]).toBe(1);
    look(1);
    await session.skip();
    await session.skip();
    expect(outbox.state.entries).toHaveLength(1);
  });

  test("asks for more before they run out, and names what is still in the outbox", async () => {
    const { session, asked, shown, look } = arrangeSession();
    await session.fill();
    for (const _ of [1, 2]) {
      look();
      session.choose("world", single);
    }
    await session.fill();
    expect(asked[1]).toEqual({ count: 7, holding: [3, 4, 5, 1, 2] });
    expect(shown()).toEqual([3, 4, 5, 6, 7]);
  });

  test("shows nothing of a project that is gone, and goes on when it is back; without a connection it keeps what it holds", async () => {
    const { session, server, shown } = arrangeSession();
    await session.fill();
    const { takeLeases } = server;
    const failing = (code: string) => {
      server.takeLeases = async () => {
        throw new ApiError({ code, message: code, retryable: code === "unreachable" });
      };
    };
    failing("unreachable");
    await session.fill();
    expect(shown()).toHaveLength(5);
    failing("project_not_found");
    await session.fill();
    expect(shown()).toEqual([]);
    expect(session.view.trouble?.code).toBe("project_not_found");
    server.takeLeases = takeLeases;
    await session.fill();
    expect(shown()[0]).toBe(6);
    expect(session.view.trouble).toBeNull();
  });

  test("takes 200 along when asked to, and gives the spare ones back when no longer", async () => {
    const { session, asked, givenBack, shown } = arrangeSession();
    await session.fill();
    await session.takeAlong(true);
    expect(asked.at(-1)).toMatchObject({ count: 200, along: true });
    expect(shown()).toHaveLength(200);
    const first = shown()[0];
    await session.takeAlong(false);
    expect(shown().length).toBeLessThanOrEqual(20);
    expect(givenBack).toHaveLength(200 - shown().length);
    expect(shown()[0]).toBe(first);
    expect(asked.at(-1)).not.toHaveProperty("along");
  });

  test("undo brings the sample back first, and does not ask the server for it meanwhile", async () => {
    const { session, asked, shown, look } = arrangeSession();
    await session.fill();
    look();
    session.choose("world", single);
    await session.undo();
    expect(shown()).toEqual([1, 2, 3, 4, 5]);
    expect(session.view.said).toEqual({ kind: "undone" });
    await session.fill();
    expect(asked.at(-1)?.holding).not.toContain(1);
    expect(shown()[0]).toBe(1);
  });

  test("an undone sample that somebody else holds by now leaves again, with a word", async () => {
    const { session, shown, look } = arrangeSession();
    await session.fill();
    look();
    session.choose("world", single);
    await session.undo();
    session.undone(1, null);
    expect(shown()).not.toContain(1);
    expect(session.view.notice).toEqual({ kind: "not-ours" });
  });

  test("with nothing to undo it says so", async () => {
    const { session } = arrangeSession();
    await session.undo();
    expect(session.view.said).toEqual({ kind: "nothing-to-undo" });
  });

  test("a refused label comes back with the reason and can be labeled again", async () => {
    const { session, outbox, shown, look } = arrangeSession();
    await session.fill();
    look();
    session.choose("world", single);
    const refusal = { code: "label_class_archived", message: "World was archived." };
    await session.labelAgain({ ...outbox.state.entries[0]!, refusal });
    expect(shown()[0]).toBe(1);
    expect(session.view.notice).toEqual({ kind: "refused", refusal });
    expect(outbox.state.entries).toEqual([]);
    look();
    await session.skip();
    expect(session.view.notice).toBeNull();
  });

  test("says so when the sample on the screen is ours no more", async () => {
    const { session, server, shown, look } = arrangeSession();
    await session.fill();
    look();
    const { takeLeases } = server;
    server.takeLeases = async (body) => {
      const taken = await takeLeases(body);
      return { ...taken, renewed: taken.renewed.filter(({ sampleId }) => sampleId !== 1) };
    };
    await session.fill();
    expect(shown()[0]).toBe(2);
    expect(session.view.notice).toEqual({ kind: "taken-away" });
    look();
    session.choose("world", single);
    await session.fill();
    expect(session.view.notice).toBeNull();
  });

  test("says why nothing could be fetched, and recovers", async () => {
    const { session, server, shown } = arrangeSession();
    const { takeLeases } = server;
    server.takeLeases = () =>
      Promise.reject(new ApiError({ code: "unreachable", message: "offline", retryable: true }));
    await session.fill();
    expect(session.view.trouble?.code).toBe("unreachable");
    server.takeLeases = takeLeases;
    await session.fill();
    expect(session.view.trouble).toBeNull();
    expect(shown()).toHaveLength(5);
  });

  test("gives back what is not answered when the page goes, and begins anew when it returns", async () => {
    const { session, givenBack, shown, look } = arrangeSession();
    await session.fill();
    look();
    session.choose("world", single);
    await session.fill();
    await session.leave();
    expect(givenBack).toEqual([2, 3, 4, 5, 6]);
    await session.comeBack();
    expect(shown()[0]).toBe(7);
  });

  test("10,000 keys at 20 a second label nothing that was not on the screen for 150 ms", async () => {
    const { session, outbox, shown, look, wait, time } = arrangeSession();
    await session.fill();
    const paintedAt = new Map<number, number>();
    const labeled: number[] = [];
    for (let key = 0; key < 10_000; key++) {
      // Painted at every third key only, as on a slow machine.
      if (key % 3 === 0) look(0);
      const [first] = shown();
      if (key % 3 === 0 && first !== undefined && !paintedAt.has(first)) paintedAt.set(first, time());
      wait(50);
      if (session.choose("world", single)) {
        expect(time() - paintedAt.get(first!)!).toBeGreaterThanOrEqual(150);
        labeled.push(first!);
      }
      for (const entry of outbox.state.entries) await outbox.discard(entry);
      if (shown().length === 0) await session.fill();
    }
    expect(labeled.length).toBeGreaterThan(1000);
    expect(new Set(labeled).size).toBe(labeled.length);
  });
});

describe('"is it this class?"', () => {
  test("asks for its samples, gives the others back, and answers yes with a label and no with a rejection", async () => {
    const { session, outbox, asked, givenBack, look } = arrangeSession();
    await session.fill();
    await session.ask("rare");
    expect(givenBack).toEqual([1, 2, 3, 4, 5]);
    expect(asked.at(-1)).toMatchObject({ labelClassId: "rare", holding: [] });
    look();
    session.answerAsked(true, { task: "single", other: null });
    look();
    session.answerAsked(false, { task: "single", other: null });
    look();
    session.answerAsked(false, { task: "single", other: "other" });
    const inputs = outbox.state.entries.map(({ input }) => input);
    expect(inputs).toMatchObject([
      { action: "label", labelClassId: "rare", screen: "binary" },
      { action: "reject", labelClassId: "rare", screen: "binary" },
      { action: "label", labelClassId: "other", screen: "binary" },
    ]);
    await session.ask(null);
    expect(asked.at(-1)?.labelClassId).toBeUndefined();
  });

  test("where a sample may have several, says of the asked one only that it has it or not", async () => {
    const { session, outbox, shown, look } = arrangeSession();
    await session.ask("rare");
    look();
    expect(session.accept({ task: "multi", suggestions: "hidden", isOffered: () => true })).toBe(false);
    session.answerAsked(true, { task: "multi", other: null });
    expect(session.view.said).toEqual({ kind: "accepted", labelClassId: "rare" });
    look();
    // Also where there are two classes: having not the one is not having the other.
    session.answerAsked(false, { task: "multi", other: "other" });
    expect(session.view.said).toEqual({ kind: "rejected", labelClassId: "rare" });
    const actions = () => outbox.state.entries.map(({ input }) => input.action);
    expect(actions()).toEqual(["accept", "reject"]);
    expect(outbox.state.entries[0]!.input).toMatchObject({ labelClassId: "rare", screen: "binary" });
    const next = shown()[0];
    await session.undo();
    expect(shown()[0]).not.toBe(next);
    await session.redo();
    expect(shown()[0]).toBe(next);
    expect(actions()).toEqual(["accept", "reject", "undo", "reject"]);
  });
});

describe("redo", () => {
  test("does again what was undone, and the next sample is on the screen", async () => {
    const { session, outbox, shown, look } = arrangeSession();
    await session.fill();
    look();
    session.choose("world", single);
    await session.undo();
    expect(shown()[0]).toBe(1);
    await session.redo();
    expect(shown()[0]).toBe(2);
    expect(outbox.state.entries.map(({ input }) => input.action)).toEqual(["label", "undo", "label"]);
    await session.redo();
    expect(session.view.said).toEqual({ kind: "nothing-to-redo" });
  });
});

test("another answer from the history leaves the screen as it is, and its undo, too", async () => {
  const { session, outbox, shown, look } = arrangeSession();
  await session.fill();
  look();
  session.choose("world", single);
  const before = shown();
  const revision = { labelClassIds: ["sports"], task: "single", seconds: 2, screen: "history" } as const;
  await session.revise(leasedSample(1), revision);
  expect(outbox.state.entries[1]?.input).toMatchObject({
    action: "label",
    labelClassId: "sports",
    screen: "history",
    seconds: 2,
  });
  await session.undo();
  expect(shown()).toEqual(before);
  await session.revise(leasedSample(1), { ...revision, screen: "review" });
  expect(outbox.state.entries.at(-1)?.input).toMatchObject({ labelClassId: "sports", screen: "review" });
  // Of a lead's word, too, the beginning of a text alone is known: it does not come to the screen.
  await session.undo();
  expect(shown()).toEqual(before);
});
