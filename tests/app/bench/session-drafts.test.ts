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
  const guess = { labelClassId: "guess", probability: 0.9 };

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
    expect(outbox.state.entries[1]?.input).toMatchObject({ labelClassId: "guess" });
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
