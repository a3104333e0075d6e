import { describe, expect, test } from "vitest";
import { afterKey, arrangeSession, multi, shown, single } from "./arrange-session";

describe("a set of classes", () => {
  test("is toggled key by key and sent by Enter", async () => {
    const { session, outbox, shown: samples, look } = arrangeSession();
    await session.fill();
    look();
    for (const id of ["a", "b", "c", "b"]) session.choose(id, multi);
    expect(session.view.draft?.chosen).toEqual(["a", "c"]);
    expect(samples()[0]).toBe(1);
    session.accept(multi);
    expect(outbox.state.entries[0]?.input).toMatchObject({ action: "label-set", labelClassIds: ["a", "c"] });
    expect(session.view.draft).toBeNull();
  });

  test("may be empty: none of these", async () => {
    const { session, outbox, look } = arrangeSession();
    await session.fill();
    look();
    session.accept(multi);
    expect(outbox.state.entries[0]?.input).toMatchObject({ action: "label-set", labelClassIds: [] });
  });

  test("is sent without what was archived meanwhile", async () => {
    const { session, outbox, look } = arrangeSession();
    await session.fill();
    look();
    for (const id of ["a", "b"]) session.choose(id, multi);
    session.accept({ ...multi, isOffered: (id) => id !== "a" });
    expect(outbox.state.entries[0]?.input).toMatchObject({ labelClassIds: ["b"] });
  });
});

describe("the model's guess", () => {
  const guess = { classes: [{ labelClassId: "guess", probability: 0.9 }] };

  test("after the first key is revealed only if it differs, and the second key decides once it could be read", async () => {
    const { session, outbox, look, wait } = arrangeSession(guess);
    await session.fill();
    look();
    session.choose("mine", afterKey);
    expect(session.view.draft).toMatchObject({ chosen: ["mine"], isRevealed: true });
    session.choose("mine", afterKey);
    expect(outbox.state.entries).toEqual([]);
    wait(150);
    session.choose("mine", afterKey);
    expect(outbox.state.entries[0]?.input).toMatchObject({
      labelClassId: "mine",
      suggestionShown: "after-key",
    });
    look();
    session.choose("guess", afterKey);
    // It went with the first key, and nobody saw the guess.
    expect(outbox.state.entries[1]?.input).toMatchObject({
      labelClassId: "guess",
      suggestionShown: "hidden",
    });
  });

  test("Enter accepts it where it is shown, and nothing where it is not", async () => {
    const { session, outbox, look } = arrangeSession(guess);
    await session.fill();
    look();
    expect(session.accept(single)).toBe(false);
    expect(session.accept(afterKey)).toBe(false);
    expect(session.accept(shown)).toBe(true);
    expect(outbox.state.entries[0]?.input).toMatchObject({ labelClassId: "guess", suggestionShown: "shown" });
  });

  test("of a class that was archived is neither accepted nor revealed, and stored as not seen", async () => {
    const { session, outbox, look } = arrangeSession(guess);
    await session.fill();
    look();
    const isOffered = (id: string) => id !== "guess";
    expect(session.accept({ ...shown, isOffered })).toBe(false);
    session.choose("mine", { ...afterKey, isOffered });
    expect(outbox.state.entries[0]?.input).toMatchObject({ labelClassId: "mine", suggestionShown: "hidden" });
  });

  test("there is none to accept on a sample without one", async () => {
    const { session, look } = arrangeSession();
    await session.fill();
    look();
    expect(session.accept(shown)).toBe(false);
  });
});

describe("the model's set", () => {
  const set = {
    classes: [
      { labelClassId: "a", probability: 0.9 },
      { labelClassId: "b", probability: 0.6 },
    ],
  };
  const [multiShown, multiAfterKey] = [
    { ...multi, suggestions: "shown" },
    { ...multi, suggestions: "after-key" },
  ] as const;

  async function arrange(suggestion: Parameters<typeof arrangeSession>[0] = set) {
    const arranged = arrangeSession(suggestion);
    await arranged.session.fill();
    arranged.look();
    return { ...arranged, last: () => arranged.outbox.state.entries.at(-1)?.input };
  }

  test("where it is shown, its classes are pressed already, and Enter sends what is marked", async () => {
    const { session, look, last } = await arrange();
    session.accept(multiShown);
    expect(last()).toMatchObject({ labelClassIds: ["a", "b"], suggestionShown: "shown" });
    look();
    session.choose("b", multiShown);
    session.choose("c", multiShown);
    session.accept(multiShown);
    expect(last()).toMatchObject({ labelClassIds: ["a", "c"], suggestionShown: "shown" });
  });

  test("where it is shown after a key, the first key reveals it and adds nothing to what is pressed", async () => {
    const { session, outbox, wait, last } = await arrange();
    session.choose("c", multiAfterKey);
    expect(session.view.draft).toMatchObject({ chosen: ["c"], isRevealed: true });
    session.accept(multiAfterKey);
    expect(outbox.state.entries).toEqual([]);
    wait(150);
    session.accept(multiAfterKey);
    expect(last()).toMatchObject({ labelClassIds: ["c"], suggestionShown: "after-key" });
  });

  test("a first Enter, none of these, reveals a guess that differs and sends where it agrees", async () => {
    const { session, outbox, wait, last } = await arrange();
    expect(session.accept(multiAfterKey)).toBe(false);
    expect(session.view.draft).toMatchObject({ chosen: [], isRevealed: true });
    expect(outbox.state.entries).toEqual([]);
    wait(150);
    session.accept(multiAfterKey);
    expect(last()).toMatchObject({ labelClassIds: [], suggestionShown: "after-key" });

    const agreeing = await arrange({ classes: [] });
    agreeing.session.accept(multiAfterKey);
    expect(agreeing.last()).toMatchObject({ labelClassIds: [], suggestionShown: "hidden" });
  });

  test("one key sends it as it is, whatever else was pressed, and nothing while it is hidden", async () => {
    const { session, outbox, wait, last } = await arrange();
    expect(session.take(multi)).toBe(false);
    expect(session.take(multiAfterKey)).toBe(false);
    expect(outbox.state.entries).toEqual([]);
    session.choose("c", multiAfterKey);
    wait(150);
    expect(session.take(multiAfterKey)).toBe(true);
    expect(last()).toMatchObject({ labelClassIds: ["a", "b"], suggestionShown: "after-key" });
  });

  test("is without classes that were archived", async () => {
    const { session, last } = await arrange();
    session.accept({ ...multiShown, isOffered: (id) => id !== "a" });
    expect(last()).toMatchObject({ labelClassIds: ["b"] });
  });

  test("is not pressed on a sample that has none", async () => {
    const { session, last } = await arrange(null);
    session.accept(multiShown);
    expect(last()).toMatchObject({ labelClassIds: [], suggestionShown: null });
  });
});
