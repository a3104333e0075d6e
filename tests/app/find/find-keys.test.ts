import { expect, test } from "vitest";
import { findActOfKey, findKeysOf } from "@/app/projects/[projectId]/find/_find/find-keys";
import { defaultUserSettings } from "@/lib/contracts/user-settings-defaults";

const plain = { isComposing: false, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const usual = findKeysOf(defaultUserSettings);
const press = (key: string, code = "", more = {}, keys = usual) =>
  findActOfKey({ ...plain, key, code, ...more }, keys);

test("letters go by what they write or their place, digits by their place, chords are not ours", () => {
  expect(press("j", "KeyJ")).toEqual({ kind: "next" });
  expect(press("я", "KeyZ")).toEqual({ kind: "undo" });
  expect(press("&", "Digit1")).toEqual({ kind: "label", digit: "1" });
  expect(press("!", "Digit1", { shiftKey: true })).toEqual({ kind: "label", digit: "⇧1" });
  expect(press("/", "Slash")).toEqual({ kind: "search" });
  expect(press("z", "KeyZ", { ctrlKey: true })).toBeNull();
  expect(press("Enter", "Enter")).toEqual({ kind: "whole" });
  expect(press("Tab", "Tab")).toBeNull();
});

test("a number pad without NumLock moves and labels nothing", () => {
  for (const [key, code] of [
    ["End", "Numpad1"],
    ["Clear", "Numpad5"],
    ["PageUp", "Numpad9"],
  ] as const) {
    expect(press(key, code)).toBeNull();
  }
  expect(press("ArrowDown", "Numpad2")).toEqual({ kind: "next" });
  expect(press("2", "Numpad2")).toEqual({ kind: "label", digit: "2" });
});

test("keys that somebody chose at the bench hold here", () => {
  const keys = findKeysOf({ keys: { undo: "m", search: "s" }, singleKeys: true });
  expect(press("m", "KeyM", {}, keys)).toEqual({ kind: "undo" });
  expect(press("s", "KeyS", {}, keys)).toEqual({ kind: "search" });
  expect(press("/", "Slash", {}, keys)).toBeNull();
  expect(press("z", "KeyZ", {}, keys)).toBeNull();
});

test("with single keys off only keys that write nothing are heard", () => {
  const keys = findKeysOf({ keys: {}, singleKeys: false });
  for (const key of ["j", "x", "/", "z"]) expect(press(key, "", {}, keys)).toBeNull();
  expect(press("1", "Digit1", {}, keys)).toBeNull();
  expect(press("ArrowDown", "ArrowDown", {}, keys)).toEqual({ kind: "next" });
  expect(press("Backspace", "Backspace", {}, keys)).toEqual({ kind: "undo" });
});
