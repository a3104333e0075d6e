import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actOfKey,
  type KeyPress,
  type LabelClass,
  makeBinaryKeymap,
  makeKeymap,
} from "@/app/projects/[projectId]/label/_bench/keymap";
import { clashOf, keyToStore } from "@/app/projects/[projectId]/label/_bench/remap-key";
import { dealClassKeys } from "@/lib/labeling/class-keys";

const classes = (...names: string[]): LabelClass[] => {
  const keyed = names.map((name, position) => ({ id: name, name, description: "", examples: [], position }));
  const keys = dealClassKeys(keyed);
  return keyed.map((labelClass) => ({ ...labelClass, keys: keys.get(labelClass.id)! }));
};

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

describe("dealClassKeys", () => {
  const deal = (...names: string[]) => [...dealClassKeys(keyed(names)).values()];
  const keyed = (names: readonly string[]) => names.map((name, position) => ({ id: name, name, position }));

  test("gives each class its digit and the first free letter of its name", () => {
    expect(deal("World", "Sports", "Business", "Sci / Tech")).toEqual([
      { digit: "1", letter: "w" },
      { digit: "2", letter: "s" },
      { digit: "3", letter: "b" },
      { digit: "4", letter: "c" },
    ]);
  });

  test("keeps the letters of commands free", () => {
    expect(deal("Zigzag", "Gig").map(({ letter }) => letter)).toEqual(["a", null]);
  });

  test("gives the tenth class 0, the next ten digits with shift, and none to those behind", () => {
    const dealt = deal(...Array.from({ length: 21 }, (_, index) => `class ${index + 1}`));
    const at = (place: number) => dealt[place - 1]!.digit;
    expect([at(10), at(11), at(20), at(21)]).toEqual(["0", "⇧1", "⇧0", null]);
  });

  test("lets a class that is a digit be its own key, and the others take what is left", () => {
    expect(deal("0", "1", "7", "many").map(({ digit }) => digit)).toEqual(["0", "1", "7", "4"]);
    expect(deal("5", "a", "b", "c", "d").map(({ digit }) => digit)).toEqual(["5", "2", "3", "4", "6"]);
    expect(deal("cat", "1").map(({ digit }) => digit)).toEqual(["1", "2"]);
  });

  test("takes letters of other alphabets, and accented ones as a plain keyboard has them", () => {
    expect(deal("Спорт", "Élan").map(({ letter }) => letter)).toEqual(["с", "e"]);
  });

  test("moves no key of any class when another is added, whatever their names", () => {
    const names = fc.uniqueArray(
      fc.oneof(fc.stringMatching(/^[0-9]$/), fc.string({ minLength: 1, maxLength: 6 })),
      {
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(names, (all) => {
        const before = dealClassKeys(keyed(all.slice(0, -1)));
        const after = dealClassKeys(keyed(all));
        for (const [id, keys] of before) expect(after.get(id)).toEqual(keys);
        const given = [...after.values()]
          .flatMap(({ digit, letter }) => [digit, letter])
          .filter((key) => key !== null);
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });
});

describe("actOfKey", () => {
  const keys = makeKeymap(classes("World", "Sports", "a", "b", "c", "d", "Tech"));

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
    expect(actOfKey(press("Tab", "Tab"), keys)).toBeNull();
    expect(actOfKey(press("é", "Digit2", { shiftKey: true }), keys)).toBeNull();
  });

  test("redoes by Z with shift or Y, whatever caps lock says", () => {
    expect(actOfKey(press("Z", "KeyZ", { shiftKey: true }), keys)).toEqual(command("redo"));
    expect(actOfKey(press("Z", "KeyZ"), keys)).toEqual(command("undo"));
    expect(actOfKey(press("z", "KeyZ", { shiftKey: true }), keys)).toEqual(command("redo"));
    expect(actOfKey(press("y", "KeyY"), keys)).toEqual(command("redo"));
  });

  test("flags, accepts, and moves through the history", () => {
    expect(actOfKey(press("f", "KeyF"), keys)).toEqual(command("flag"));
    expect(actOfKey(press("Enter", "Enter"), keys)).toEqual(command("accept"));
    expect(actOfKey(press("j", "KeyJ"), keys)).toEqual(command("older"));
    expect(actOfKey(press("л", "KeyK"), keys)).toEqual(command("newer"));
  });

  test("leaves keys to an input method at work", () => {
    expect(actOfKey(press("Process", "Digit1"), keys)).toBeNull();
    expect(actOfKey(press("Dead", "KeyW"), keys)).toBeNull();
  });
});

describe("in a long list", () => {
  const names = Array.from({ length: 20 }, (_, index) => `class ${index + 1}`);
  const keys = makeKeymap(classes(...names));

  test("digits with shift are the second ten, also where the layout writes other characters there", () => {
    expect(actOfKey(press("!", "Digit1", { shiftKey: true }), keys)).toEqual(label("class 11"));
    expect(actOfKey(press("1", "Digit1", { shiftKey: true }), keys)).toEqual(label("class 1"));
    expect(actOfKey(press("/", "Digit7", { shiftKey: true }), keys)).toEqual(command("search"));
  });

  test("letters find labels, and commands need shift", () => {
    expect(actOfKey(press("f", "KeyF"), keys)).toEqual({ kind: "type", text: "f" });
    expect(actOfKey(press("я", "KeyZ"), keys)).toEqual({ kind: "type", text: "я" });
    expect(actOfKey(press("F", "KeyF", { shiftKey: true }), keys)).toEqual(command("flag"));
    expect(actOfKey(press("Backspace", "Backspace"), keys)).toEqual(command("undo"));
  });
});

describe("keys of one's own", () => {
  test("a command has its own key alone, and labels make room for it", () => {
    const keys = makeKeymap(classes("World", "Sports"), { skip: "w" });
    expect(actOfKey(press("w", "KeyW"), keys)).toEqual(command("skip"));
    expect(actOfKey(press(" ", "Space"), keys)).toBeNull();
    expect(keys.labels.get("World")?.letter).toBe("o");
  });

  test("take a default away from the command that had it", () => {
    const keys = makeKeymap(classes("World"), { flag: "g" });
    expect(actOfKey(press("g", "KeyG"), keys)).toEqual(command("flag"));
    expect(keys.commands.guidelines).toEqual([]);
  });

  test("win over letters that find labels in a long list", () => {
    const names = Array.from({ length: 12 }, (_, index) => `class ${index}`);
    const keys = makeKeymap(classes(...names), { undo: "x" });
    expect(actOfKey(press("x", "KeyX"), keys)).toEqual(command("undo"));
  });
});

test('"is it this class?" is answered by 1 or Y and 2 or N, and redone by Z with shift', () => {
  const keys = makeBinaryKeymap({ yes: "yes", no: "no" });
  expect(actOfKey(press("1", "Digit1"), keys)).toEqual(label("yes"));
  expect(actOfKey(press("y", "KeyY"), keys)).toEqual(label("yes"));
  expect(actOfKey(press("2", "Numpad2"), keys)).toEqual(label("no"));
  expect(actOfKey(press("n", "KeyN"), keys)).toEqual(label("no"));
  expect(actOfKey(press("Z", "KeyZ", { shiftKey: true }), keys)).toEqual(command("redo"));
  expect(actOfKey(press("3", "Digit3"), keys)).toBeNull();
});

describe("giving a command another key", () => {
  const keymap = makeKeymap(classes("World", "Sports"));

  test("is refused where the key is taken, with what has it", () => {
    expect(clashOf("skip", press("5", "Digit5"), keymap)).toEqual({ kind: "digit" });
    expect(clashOf("skip", press("W", "KeyW", { shiftKey: true }), keymap)).toEqual({
      kind: "label",
      labelClassId: "World",
    });
    expect(clashOf("skip", press("z", "KeyZ"), keymap)).toEqual({ kind: "command", command: "undo" });
    expect(clashOf("skip", press("x", "KeyX", { ctrlKey: true }), keymap)).toEqual({ kind: "unusable" });
    expect(clashOf("skip", press("Tab", "Tab"), keymap)).toEqual({ kind: "unusable" });
  });

  test("is allowed for free keys and the command's own", () => {
    expect(clashOf("skip", press("x", "KeyX"), keymap)).toBeNull();
    expect(clashOf("undo", press("z", "KeyZ"), keymap)).toBeNull();
    expect(keyToStore(press("X", "KeyX", { shiftKey: true }))).toBe("X");
    expect(keyToStore(press("X", "KeyX"))).toBe("x");
  });
});
