export type FindAct =
  | { readonly kind: "next" | "previous" | "select" | "undo" | "more-like" | "back" | "search" }
  | { readonly kind: "label"; readonly digit: string };

/** What of a KeyboardEvent decides. */
export interface FindKeyPress {
  readonly key: string;
  readonly code: string;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const named: ReadonlyMap<string, FindAct["kind"]> = new Map([
  ["ArrowDown", "next"],
  ["ArrowUp", "previous"],
  ["j", "next"],
  ["k", "previous"],
  ["x", "select"],
  ["z", "undo"],
  ["Backspace", "undo"],
  ["m", "more-like"],
  ["Escape", "back"],
  ["/", "search"],
]);

/** What a key means in the list; null for nothing of ours. Digits go by the key's place, letters as in the grid. */
export function findActOfKey(press: FindKeyPress): FindAct | null {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null;
  const act = named.get(press.key.length === 1 ? press.key.toLowerCase() : press.key);
  if (act) return { kind: act } as FindAct;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) {
    const isShifted = press.shiftKey && press.key !== digit;
    return { kind: "label", digit: isShifted ? `⇧${digit}` : digit };
  }
  const placed = /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase();
  const byPlace = placed && !/^[a-z]$/i.test(press.key) ? named.get(placed) : undefined;
  return byPlace ? ({ kind: byPlace } as FindAct) : null;
}
