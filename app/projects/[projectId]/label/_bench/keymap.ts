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

const commands: Readonly<Record<string, BenchCommand>> = {
  " ": "skip",
  backspace: "undo",
  z: "undo",
  g: "guidelines",
  i: "metadata",
  "/": "search",
  "?": "keys",
};

/** The digit and the letter of a class; null where it has none. */
export interface ClassKeys {
  readonly digit: string | null;
  readonly letter: string | null;
}

/** Digits follow the class's position, which is never used again; letters are the first free ones of its name. */
export function assignKeys(labelClasses: readonly LabelClass[]): ReadonlyMap<string, ClassKeys> {
  const taken = new Set(reservedLetters);
  const lettered = labelClasses.length <= mostKeyedClasses;
  return new Map(
    [...labelClasses]
      .sort((a, b) => a.position - b.position)
      .map(({ id, name, position }) => {
        const letter = lettered ? (lettersOf(name).find((candidate) => !taken.has(candidate)) ?? null) : null;
        if (letter) taken.add(letter);
        return [id, { digit: digitAt(position), letter }];
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
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * What a key means; null for nothing of ours. Digits go by the key's place, so that AZERTY needs no shift;
 * letters by what the key writes, or by its place where that is not a Latin letter.
 */
export function actOfKey(press: KeyPress, keys: ReadonlyMap<string, ClassKeys>): BenchAct | null {
  if (press.repeat || press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) return labelWith(keys, (own) => own.digit === digit);
  const written = press.key.toLowerCase();
  const byLetter = labelWith(keys, (own) => own.letter === written);
  if (byLetter) return byLetter;
  const command = commands[written];
  if (command) return { kind: "command", command };
  const placed = /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase();
  if (placed === undefined || /^[a-z]$/.test(written)) return null;
  const placedCommand = commands[placed];
  return (
    labelWith(keys, (own) => own.letter === placed) ??
    (placedCommand ? { kind: "command", command: placedCommand } : null)
  );
}

function labelWith(
  keys: ReadonlyMap<string, ClassKeys>,
  fits: (keys: ClassKeys) => boolean,
): BenchAct | null {
  for (const [labelClassId, own] of keys) if (fits(own)) return { kind: "label", labelClassId };
  return null;
}
