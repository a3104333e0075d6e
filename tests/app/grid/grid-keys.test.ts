import { expect, test } from "vitest";
import {
  gridActOfKey,
  gridKeysOf,
  letterOfTile,
  tileAfterMove,
} from "@/app/projects/[projectId]/grid/_grid/grid-keys";
import { defaultUserSettings } from "@/lib/contracts/user-settings-defaults";

const plain = { isComposing: false, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const usual = gridKeysOf(defaultUserSettings);
const press = (key: string, code = "", more = {}, keys = usual) =>
  gridActOfKey({ ...plain, key, code, ...more }, keys);

test("every tile of a small page has a letter of its own, and none that moves or takes back", () => {
  const letters = Array.from({ length: 48 }, (_, i) => letterOfTile(i, usual));
  const given = letters.filter((letter) => letter !== null);
  expect(new Set(given).size).toBe(23);
  expect(letters.slice(0, 12)).not.toContain(null);
  for (const reserved of ["j", "k", "z"]) expect(letters).not.toContain(reserved);
  for (const [index, letter] of letters.entries()) {
    if (letter) expect(press(letter)).toEqual({ kind: "flip", index });
  }
});

test("digits go by their place, letters by what they write or their place, chords are not ours", () => {
  expect(press("&", "Digit1")).toEqual({ kind: "assign", digit: "1" });
  expect(press("!", "Digit1", { shiftKey: true })).toEqual({ kind: "assign", digit: "⇧1" });
  expect(press("3", "Numpad3")).toEqual({ kind: "assign", digit: "3" });
  expect(press("я", "KeyZ")).toEqual({ kind: "undo" });
  expect(press("a", "KeyQ")).toEqual({ kind: "flip", index: 0 });
  expect(press("a", "KeyA", { ctrlKey: true })).toBeNull();
  expect(press("Enter", "Enter", { isComposing: true })).toBeNull();
  expect(press("Tab")).toBeNull();
});

test("a number pad without NumLock assigns nothing", () => {
  expect(press("Clear", "Numpad5")).toBeNull();
  expect(press("PageUp", "Numpad9")).toBeNull();
  expect(press("End", "Numpad1")).toEqual({ kind: "move", to: "last" });
});

test("moves stay on the page, and left is where it is on the screen", () => {
  const grid = { count: 10, columns: 4, isRightToLeft: false };
  expect(tileAfterMove("down", 1, grid)).toBe(5);
  expect(tileAfterMove("down", 7, grid)).toBe(7);
  expect(tileAfterMove("up", 2, grid)).toBe(2);
  expect(tileAfterMove("left", 3, grid)).toBe(2);
  expect(tileAfterMove("left", 3, { ...grid, isRightToLeft: true })).toBe(4);
  expect(tileAfterMove("last", 3, grid)).toBe(9);
  expect(tileAfterMove("first", 3, grid)).toBe(0);
});

test("keys that somebody chose at the bench hold here, and tiles make room for them", () => {
  const keys = gridKeysOf({ keys: { undo: "b", older: "ArrowRight" }, singleKeys: true });
  expect(press("b", "KeyB", {}, keys)).toEqual({ kind: "undo" });
  expect(press("Backspace", "Backspace", {}, keys)).toBeNull();
  expect(letterOfTile(1, keys)).toBe("c");
  expect(press("z", "KeyZ", {}, keys)).toMatchObject({ kind: "flip" });
  expect(press("k", "KeyK", {}, keys)).toEqual({ kind: "move", to: "previous" });
});

test("with single keys off only keys that write nothing are heard, and Space on a tile", () => {
  const keys = gridKeysOf({ keys: {}, singleKeys: false });
  for (const key of ["a", "z", "1", "я"]) expect(press(key, "", {}, keys)).toBeNull();
  expect(press("1", "Digit1", {}, keys)).toBeNull();
  expect(letterOfTile(0, keys)).toBeNull();
  expect(press("Enter", "Enter", {}, keys)).toEqual({ kind: "confirm" });
  expect(press(" ", "Space", {}, keys)).toEqual({ kind: "flip", index: null });
  expect(press("Backspace", "Backspace", {}, keys)).toEqual({ kind: "undo" });
});
