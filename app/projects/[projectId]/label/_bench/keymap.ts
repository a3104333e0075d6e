import { commandLetters, lettersOf } from "@/lib/contracts/key-letters";
import type { BenchState, ClassKeys } from "@/lib/contracts/labeling";
import { type BenchCommand, benchCommands, type CommandKeys, commandKeys } from "./bench-commands";

export type { ClassKeys };
export type LabelClass = BenchState["labelClasses"][number];
export type BenchAct =
  | { readonly kind: "label"; readonly labelClassId: string }
  | { readonly kind: "command"; readonly command: BenchCommand }
  /** In a long list: the beginning of a label's name. */
  | { readonly kind: "type"; readonly text: string };

/** With more classes than digits, letters would be a riddle: those are found by name. */
export const mostKeyedClasses = 10;

/** What every key means on one screen. */
export interface Keymap {
  readonly labels: ReadonlyMap<string, ClassKeys>;
  readonly commands: CommandKeys;
  /** Letters that mean nothing else find labels. */
  readonly isLongList: boolean;
}

/** The one key table. `remapped` are somebody's own keys of commands; the letters of labels make room for them. */
export function makeKeymap(
  labelClasses: readonly LabelClass[],
  remapped: Readonly<Record<string, string>> = {},
): Keymap {
  const isLongList = labelClasses.length > mostKeyedClasses;
  const commands = commandKeys(remapped, isLongList);
  return { labels: assignKeys(labelClasses, remapped), commands, isLongList };
}

/** "Is it this class?": 1 or Y, 2 or N; Y then is no redo, which keeps Z with shift. */
export function makeBinaryKeymap(
  { yes, no }: { readonly yes: string; readonly no: string },
  remapped: Readonly<Record<string, string>> = {},
): Keymap {
  const taken = new Set(Object.values(remapped).map((key) => key.toLowerCase()));
  const letter = (wanted: string) => (taken.has(wanted) ? null : wanted);
  const labels = new Map([
    [yes, { digit: "1", letter: letter("y") }],
    [no, { digit: "2", letter: letter("n") }],
  ]);
  const commands = commandKeys(remapped, false);
  return {
    labels,
    commands: { ...commands, redo: commands.redo.filter((key) => key !== "y") },
    isLongList: false,
  };
}

/**
 * The keys of the classes as the project has them. Where somebody gave a command a class's letter, that class has for them
 * the next letter of its name that nothing else has.
 */
export function assignKeys(
  labelClasses: readonly LabelClass[],
  remapped: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, ClassKeys> {
  const isLettered = labelClasses.length <= mostKeyedClasses;
  const ofCommands = new Set(Object.values(remapped).map((key) => key.toLowerCase()));
  const taken = new Set([
    ...commandLetters,
    ...ofCommands,
    ...labelClasses.flatMap(({ keys }) => keys.letter ?? []),
  ]);
  const letterFor = ({ name, keys: { letter } }: LabelClass) => {
    if (!isLettered || letter === null) return null;
    if (!ofCommands.has(letter)) return letter;
    const spare = lettersOf(name).find((candidate) => !taken.has(candidate)) ?? null;
    if (spare) taken.add(spare);
    return spare;
  };
  return new Map(
    labelClasses.map((labelClass) => [
      labelClass.id,
      { digit: labelClass.keys.digit, letter: letterFor(labelClass) },
    ]),
  );
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
 * letters by what the key writes, or by its place where that is not a Latin letter. Where a layout writes `/` or
 * `?` with shift and a digit, that is what the key means.
 */
export function actOfKey(press: KeyPress, keymap: Keymap): BenchAct | null {
  if (isChord(press)) return null;
  const digit = digitOf(press);
  if (digit !== null && !digit.startsWith("⇧")) return labelWith(keymap, (own) => own.digit === digit);
  const act = actOfName(nameOf(press), keymap);
  if (act) return act;
  if (digit !== null) return labelWith(keymap, (own) => own.digit === digit);
  const placed = nameByPlace(press);
  const byPlace = placed === null ? null : actOfName(placed, keymap);
  if (byPlace) return byPlace;
  return keymap.isLongList && /^\p{L}$/u.test(press.key) ? { kind: "type", text: press.key } : null;
}

/** An input method at work (Chromium says `Process`, or 229), or a key with a modifier besides shift. */
export function isChord({ key, isComposing, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return isComposing || key === "Process" || key === "Dead" || ctrlKey || metaKey || altKey;
}

/** A key's name: letters by whether shift is down, whatever caps lock says. */
export function nameOf({ key, shiftKey }: Pick<KeyPress, "key" | "shiftKey">): string {
  if (!/^\p{L}$/u.test(key)) return key;
  return shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/** The Latin letter that stands at the key's place; null when the key writes one itself, or is no letter. */
export function nameByPlace({ key, code, shiftKey }: KeyPress): string | null {
  const placed = /^Key([A-Z])$/.exec(code)?.[1];
  return placed === undefined || /^[a-z]$/i.test(key) ? null : nameOf({ key: placed, shiftKey });
}

/**
 * The digit of a key by its place, `⇧1` with shift. A number pad without NumLock moves the cursor; with shift it still
 * writes digits where it writes any.
 */
export function digitOf({ code, key, shiftKey }: KeyPress): string | null {
  const [, row, digit] = /^(Digit|Numpad)(\d)$/.exec(code) ?? [];
  if (digit === undefined) return null;
  if (row === "Numpad" || key === digit) return key === digit ? digit : null;
  return shiftKey ? `⇧${digit}` : digit;
}

function actOfName(name: string, keymap: Keymap): BenchAct | null {
  for (const command of benchCommands) {
    if (keymap.commands[command].includes(name)) return { kind: "command", command };
  }
  return labelWith(keymap, (own) => own.letter === name.toLowerCase());
}

function labelWith({ labels }: Keymap, fits: (keys: ClassKeys) => boolean): BenchAct | null {
  for (const [labelClassId, own] of labels) if (fits(own)) return { kind: "label", labelClassId };
  return null;
}
