import type { UserSettings } from "@/lib/contracts/user-settings";
import { commandKeys } from "../../label/_bench/bench-commands";
import { digitOf, isChord, type KeyPress, nameByPlace, nameOf } from "../../label/_bench/keymap";

type Command = "next" | "previous" | "select" | "whole" | "undo" | "more-like" | "back" | "search";

export type FindAct = { readonly kind: Command } | { readonly kind: "label"; readonly digit: string };

/** The keys of one annotator: what undoes, searches, goes on and goes back at the bench does so here. */
export interface FindKeys {
  readonly commands: ReadonlyMap<string, Command>;
  /** Off: what a key would write means nothing. */
  readonly singleKeys: boolean;
}

export function findKeysOf({ keys, singleKeys }: Pick<UserSettings, "keys" | "singleKeys">): FindKeys {
  const { undo, search, older, newer } = commandKeys(keys, false);
  const commands = new Map<string, Command>([
    ["x", "select"],
    ["Enter", "whole"],
    ["m", "more-like"],
    ...undo.map((key) => [key, "undo"] as const),
    ...search.map((key) => [key, "search"] as const),
    ...older.map((key) => [key, "next"] as const),
    ...newer.map((key) => [key, "previous"] as const),
    ["ArrowDown", "next"],
    ["ArrowUp", "previous"],
    ["Escape", "back"],
  ]);
  return { commands, singleKeys };
}

/** What a key means in the list; null for nothing of ours. Digits go by the key's place, letters as in the grid. */
export function findActOfKey(press: KeyPress, { commands, singleKeys }: FindKeys): FindAct | null {
  if (isChord(press) || (!singleKeys && press.key.length === 1)) return null;
  const kind = commands.get(nameOf(press));
  if (kind) return { kind };
  const digit = digitOf(press);
  if (digit !== null) return { kind: "label", digit };
  const placed = commands.get(nameByPlace(press) ?? "");
  return placed ? { kind: placed } : null;
}

/** The key that the button names; undefined where none is heard. */
export function undoKeyOf({ commands, singleKeys }: FindKeys): string | undefined {
  return [...commands].find(([key, kind]) => kind === "undo" && (singleKeys || key.length > 1))?.[0];
}
