import { describe, expect, test } from "vitest";
import {
  actOfKey,
  assignKeys,
  type KeyPress,
  type LabelClass,
} from "@/app/projects/[projectId]/label/_bench/keymap";

const classes = (...names: string[]): LabelClass[] =>
  names.map((name, position) => ({ id: name, name, description: "", examples: [], position }));

const press = (key: string, code: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...rest,
});

const label = (labelClassId: string) => ({ kind: "label", labelClassId });
const command = (name: string) => ({ kind: "command", command: name });

describe("assignKeys", () => {
  test("gives each class its digit and the first free letter of its name", () => {
    const keys = assignKeys(classes("World", "Sports", "Business", "Sci / Tech"));
    expect([...keys.values()]).toEqual([
      { digit: "1", letter: "w" },
      { digit: "2", letter: "s" },
      { digit: "3", letter: "b" },
      { digit: "4", letter: "c" },
    ]);
  });

  test("keeps the letters of commands free", () => {
    const keys = assignKeys(classes("Zigzag", "Gig"));
    expect(keys.get("Zigzag")?.letter).toBe("a");
    expect(keys.get("Gig")?.letter).toBeNull();
  });

  test("gives the tenth class 0, and no digit to those behind", () => {
    const keys = assignKeys(classes(..."abcdehlmnop"));
    expect(keys.get("o")?.digit).toBe("0");
    expect(keys.get("p")).toEqual({ digit: null, letter: null });
  });

  test("lets classes that are digits be their own keys", () => {
    const keys = assignKeys(classes("0", "1", "7"));
    expect([...keys.values()].map(({ digit }) => digit)).toEqual(["0", "1", "7"]);
    expect(assignKeys(classes("0", "1", "many")).get("0")?.digit).toBe("1");
  });

  test("leaves digits where they are when a class before was archived", () => {
    const keys = assignKeys(classes("World", "Sports").slice(1));
    expect(keys.get("Sports")?.digit).toBe("2");
  });

  test("takes letters of other alphabets, and accented ones as a plain keyboard has them", () => {
    const keys = assignKeys(classes("Спорт", "Élan"));
    expect(keys.get("Спорт")?.letter).toBe("с");
    expect(keys.get("Élan")?.letter).toBe("e");
  });
});

describe("actOfKey", () => {
  const keys = assignKeys(classes("World", "Sports", "a", "b", "c", "d", "Tech"));

  test("goes by the place of digits: AZERTY writes & there, a number pad works too", () => {
    expect(actOfKey(press("&", "Digit1"), keys)).toEqual(label("World"));
    expect(actOfKey(press("2", "Numpad2"), keys)).toEqual(label("Sports"));
  });

  test("leaves a number pad without NumLock to the cursor", () => {
    expect(actOfKey(press("End", "Numpad1"), keys)).toBeNull();
  });

  test("knows / and ? where a layout has them above digits", () => {
    expect(actOfKey(press("/", "Digit7", { shiftKey: true }), keys)).toEqual(command("search"));
    expect(actOfKey(press("?", "Minus", { shiftKey: true }), keys)).toEqual(command("keys"));
  });

  test("takes letters by what they write, and by their place where that is not Latin", () => {
    expect(actOfKey(press("w", "KeyZ"), keys)).toEqual(label("World"));
    expect(actOfKey(press("ц", "KeyW"), keys)).toEqual(label("World"));
    expect(actOfKey(press("я", "KeyZ"), keys)).toEqual(command("undo"));
    expect(actOfKey(press("W", "KeyW", { shiftKey: true }), keys)).toEqual(label("World"));
  });

  test("skips by Space and undoes by Backspace or Z", () => {
    expect(actOfKey(press(" ", "Space"), keys)).toEqual(command("skip"));
    expect(actOfKey(press("Backspace", "Backspace"), keys)).toEqual(command("undo"));
    expect(actOfKey(press("z", "KeyY"), keys)).toEqual(command("undo"));
  });

  test("ignores chords and composed characters", () => {
    for (const rest of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }]) {
      expect(actOfKey(press("1", "Digit1", rest), keys)).toBeNull();
    }
  });

  test("ignores keys that mean nothing", () => {
    expect(actOfKey(press("9", "Digit9"), keys)).toBeNull();
    expect(actOfKey(press("Enter", "Enter"), keys)).toBeNull();
  });
});
