import { type BenchCommand, benchCommands } from "./bench-commands";
import { isChord, type Keymap, type KeyPress, nameOf } from "./keymap";

/** Why a command cannot have a key, for a sentence of the catalogue. */
export type KeyClash =
  | { readonly kind: "digit" }
  | { readonly kind: "unusable" }
  | { readonly kind: "command"; readonly command: BenchCommand }
  | { readonly kind: "label"; readonly labelClassId: string };

/** Keys that the browser, screen readers and zooming need for themselves. */
const unusable = new Set([
  "+",
  "=",
  "-",
  "Tab",
  "Escape",
  "Shift",
  "Control",
  "Alt",
  "Meta",
  "AltGraph",
  "CapsLock",
  "Unidentified",
]);

/** What the pressed key would be stored as; null for chords and keys that move the focus or leave. */
export function keyToStore(press: KeyPress): string | null {
  const name = nameOf(press);
  return isChord(press) || unusable.has(name) || /^(Arrow|Page)/.test(name) ? null : name;
}

/** What stands against giving a command this key; null when nothing does. */
export function clashOf(command: BenchCommand, press: KeyPress, keymap: Keymap): KeyClash | null {
  if (/^(Digit|Numpad)\d$/.test(press.code)) return { kind: "digit" };
  const key = keyToStore(press);
  if (key === null) return { kind: "unusable" };
  // In a long list, letters without shift find labels.
  if (keymap.isLongList && /^\p{Ll}$/u.test(key)) return { kind: "unusable" };
  const other = benchCommands.find((each) => each !== command && keymap.commands[each].includes(key));
  if (other) return { kind: "command", command: other };
  for (const [labelClassId, { letter }] of keymap.labels) {
    if (letter === key.toLowerCase()) return { kind: "label", labelClassId };
  }
  return null;
}
