import type { UserSettings } from "@/lib/contracts/user-settings";
import { commandKeys } from "../../label/_bench/bench-commands";
import { digitOf, isChord, type KeyPress, nameByPlace, nameOf } from "../../label/_bench/keymap";

/** The key that is shown beside the button; null where none is heard. */
export function undoKeyOf({ commands, singleKeys }: GridKeys): string | null {
  const heard = [...commands].find(([key, { kind }]) => kind === "undo" && (singleKeys || key.length > 1));
  return heard?.[0] ?? null;
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

/** The keys of one annotator: what undoes, goes on and goes back at the bench does so here. */
export interface GridKeys {
  readonly commands: ReadonlyMap<string, GridAct>;
  /** What is left of the alphabet, so that an exception is one key. */
  readonly tileLetters: readonly string[];
  /** Off: what a key would write means nothing. */
  readonly singleKeys: boolean;
}

export function gridKeysOf({ keys, singleKeys }: Pick<UserSettings, "keys" | "singleKeys">): GridKeys {
  const { undo, older, newer } = commandKeys(keys, false);
  const commands = new Map<string, GridAct>([
    ...undo.map((key) => [key, { kind: "undo" }] as const),
    ...older.map((key) => [key, { kind: "move", to: "next" }] as const),
    ...newer.map((key) => [key, { kind: "move", to: "previous" }] as const),
  ]);
  const taken = new Set([...commands.keys()].map((key) => key.toLowerCase()));
  const tileLetters = [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => !taken.has(letter));
  return { commands, tileLetters, singleKeys };
}

/** The letter that flips the tile at this place of the page; null where letters have run out or are off. */
export function letterOfTile(index: number, { tileLetters, singleKeys }: GridKeys): string | null {
  return (singleKeys && tileLetters[index]) || null;
}

const named = new Map<string, GridAct>([
  ["Enter", { kind: "confirm" }],
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
export function gridActOfKey(press: KeyPress, keys: GridKeys): GridAct | null {
  if (isChord(press)) return null;
  const act = named.get(press.key);
  if (act) return act;
  if (!keys.singleKeys && press.key.length === 1) return null;
  const digit = digitOf(press);
  if (digit !== null) return { kind: "assign", digit };
  const name = nameByPlace(press) ?? nameOf(press);
  return keys.commands.get(nameOf(press)) ?? keys.commands.get(name) ?? flipOf(name, keys);
}

function flipOf(name: string, { tileLetters }: GridKeys): GridAct | null {
  const index = tileLetters.indexOf(name.toLowerCase());
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
