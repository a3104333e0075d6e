import type { BenchState } from "@/lib/contracts/labeling";

export type LabelClass = BenchState["labelClasses"][number];
export type BenchCommand = "skip" | "undo" | "keys" | "guidelines" | "metadata" | "search";
export type BenchAct =
  | { readonly kind: "label"; readonly labelClassId: string }
  | { readonly kind: "command"; readonly command: BenchCommand };

/** With more classes than digits, letters would be a riddle: those are found by name. */
export const mostKeyedClasses = 10;

/** Z undoes, G and I open panels; F (flag), J and K (history) are kept free, so that letters need not move. */
const reservedLetters = new Set(["z", "g", "i", "f", "j", "k"]);

const commands: ReadonlyMap<string, BenchCommand> = new Map([
  [" ", "skip"],
  ["backspace", "undo"],
  ["z", "undo"],
  ["g", "guidelines"],
  ["i", "metadata"],
  ["/", "search"],
  ["?", "keys"],
]);

/** The digit and the letter of a class; null where it has none. */
export interface ClassKeys {
  readonly digit: string | null;
  readonly letter: string | null;
}

/**
 * Digits follow the class's position, which is never used again; where every class is a digit, each is its own
 * key. Letters are the first free ones of its name.
 */
export function assignKeys(labelClasses: readonly LabelClass[]): ReadonlyMap<string, ClassKeys> {
  const taken = new Set(reservedLetters);
  const lettered = labelClasses.length <= mostKeyedClasses;
  const areDigits = labelClasses.every(({ name }) => /^[0-9]$/.test(name));
  return new Map(
    [...labelClasses]
      .sort((a, b) => a.position - b.position)
      .map(({ id, name, position }) => {
        const letter = lettered ? (lettersOf(name).find((candidate) => !taken.has(candidate)) ?? null) : null;
        if (letter) taken.add(letter);
        return [id, { digit: areDigits ? name : digitAt(position), letter }];
      }),
  );
}

function digitAt(position: number): string | null {
  return position < mostKeyedClasses ? String((position + 1) % 10) : null;
}

/** Letters as a plain keyboard gives them: é counts as e. */
function lettersOf(name: string): string[] {
  return name.normalize("NFD").toLowerCase().match(/\p{L}/gu) ?? [];
}

/** What of a KeyboardEvent decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * What a key means; null for nothing of ours. Digits go by the key's place, so that AZERTY needs no shift;
 * letters by what the key writes, or by its place where that is not a Latin letter.
 */
export function actOfKey(press: KeyPress, keys: ReadonlyMap<string, ClassKeys>): BenchAct | null {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null;
  const digit = digitOf(press);
  if (digit !== null) return labelWith(keys, (own) => own.digit === digit);
  const written = press.key.toLowerCase();
  const placed = /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase();
  const act = actOfCharacter(written, keys);
  if (act || placed === undefined || /^[a-z]$/.test(written)) return act;
  return actOfCharacter(placed, keys);
}

/** With shift, the place of a digit may write `/` or `?`; a number pad without NumLock moves the cursor. */
function digitOf({ code, key, shiftKey }: KeyPress): string | null {
  const [, row, digit] = /^(Digit|Numpad)(\d)$/.exec(code) ?? [];
  if (digit === undefined) return null;
  return (row === "Digit" && !shiftKey) || key === digit ? digit : null;
}

function actOfCharacter(character: string, keys: ReadonlyMap<string, ClassKeys>): BenchAct | null {
  const label = labelWith(keys, (own) => own.letter === character);
  if (label) return label;
  const command = commands.get(character);
  return command ? { kind: "command", command } : null;
}

function labelWith(
  keys: ReadonlyMap<string, ClassKeys>,
  fits: (keys: ClassKeys) => boolean,
): BenchAct | null {
  for (const [labelClassId, own] of keys) if (fits(own)) return { kind: "label", labelClassId };
  return null;
}
