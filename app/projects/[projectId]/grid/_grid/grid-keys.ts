/** J and K move, Z takes back; the others are the tiles' own, so that an exception is one key. */
const tileLetters = "abcdefghilmnopqrstuvwxy";

/** The letter that flips the tile at this place of the page; null where letters have run out. */
export function letterOfTile(index: number): string | null {
  return tileLetters[index] ?? null;
}

export type GridAct =
  | { readonly kind: "confirm" }
  | { readonly kind: "undo" }
  | {
      readonly kind: "move";
      readonly to: "next" | "previous" | "left" | "right" | "up" | "down" | "first" | "last";
    }
  | { readonly kind: "flip"; readonly index: number | null }
  | { readonly kind: "assign"; readonly digit: string };

/** What of a KeyboardEvent decides. */
export interface GridKeyPress {
  readonly key: string;
  readonly code: string;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const named = new Map<string, GridAct>([
  ["Enter", { kind: "confirm" }],
  ["Backspace", { kind: "undo" }],
  [" ", { kind: "flip", index: null }],
  ["ArrowLeft", { kind: "move", to: "left" }],
  ["ArrowRight", { kind: "move", to: "right" }],
  ["ArrowUp", { kind: "move", to: "up" }],
  ["ArrowDown", { kind: "move", to: "down" }],
  ["Home", { kind: "move", to: "first" }],
  ["End", { kind: "move", to: "last" }],
]);

/**
 * What a key means in the grid; null for nothing of ours. Digits go by the key's place, letters by what they write, or by
 * their place where that is not a Latin letter, as at the bench.
 */
export function gridActOfKey(press: GridKeyPress): GridAct | null {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null;
  const act = named.get(press.key);
  if (act) return act;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) {
    const isShifted = press.shiftKey && press.key !== digit;
    return { kind: "assign", digit: isShifted ? `⇧${digit}` : digit };
  }
  const written = press.key.toLowerCase();
  const placed = /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase();
  return actOfLetter(/^[a-z]$/.test(written) ? written : (placed ?? ""));
}

function actOfLetter(letter: string): GridAct | null {
  if (letter === "z") return { kind: "undo" };
  if (letter === "j") return { kind: "move", to: "next" };
  if (letter === "k") return { kind: "move", to: "previous" };
  const index = letter === "" ? -1 : tileLetters.indexOf(letter);
  return index === -1 ? null : { kind: "flip", index };
}

type Move = Extract<GridAct, { kind: "move" }>["to"];

/** The tile a move leads to; it stays where it is at the edge. In right-to-left screens left is the next one. */
export function tileAfterMove(
  to: Move,
  index: number,
  grid: { readonly count: number; readonly columns: number; readonly isRightToLeft: boolean },
): number {
  const forward = grid.isRightToLeft ? -1 : 1;
  const steps: Record<Move, number> = {
    next: 1,
    previous: -1,
    right: forward,
    left: -forward,
    down: grid.columns,
    up: -grid.columns,
    first: -index,
    last: grid.count - 1 - index,
  };
  const reached = index + steps[to];
  return reached < 0 || reached >= grid.count ? index : reached;
}
