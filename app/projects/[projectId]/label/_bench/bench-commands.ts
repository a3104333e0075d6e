/** What keys do besides labeling. `older` and `newer` move through one's own decisions. */
export const benchCommands = [
  "accept",
  "take",
  "skip",
  "undo",
  "redo",
  "flag",
  "guidelines",
  "metadata",
  "search",
  "older",
  "newer",
  "keys",
] as const;
export type BenchCommand = (typeof benchCommands)[number];

/**
 * Keys are named as `KeyboardEvent.key` writes them, letters by whether shift is down: `z` is Z alone, `Z` is
 * Z with shift, whatever caps lock says.
 */
const defaultKeys: Readonly<Record<BenchCommand, readonly string[]>> = {
  accept: ["Enter"],
  take: ["."],
  skip: [" "],
  undo: ["z", "Backspace"],
  redo: ["Z", "y"],
  flag: ["f"],
  guidelines: ["g"],
  metadata: ["i"],
  search: ["/"],
  older: ["j"],
  newer: ["k"],
  keys: ["?"],
};

/** In long lists letters find labels, so that commands need shift; undo has Backspace. */
const longListKeys: typeof defaultKeys = {
  ...defaultKeys,
  undo: ["Backspace"],
  redo: ["Z", "Y"],
  flag: ["F"],
  guidelines: ["G"],
  metadata: ["I"],
  older: ["J"],
  newer: ["K"],
};

export type CommandKeys = Readonly<Record<BenchCommand, readonly string[]>>;

/**
 * The keys of every command. One that somebody gave another key has that key only; it then is no other command's,
 * so that an old default never does two things.
 */
export function commandKeys(remapped: Readonly<Record<string, string>>, isLongList: boolean): CommandKeys {
  const defaults = isLongList ? longListKeys : defaultKeys;
  const taken = new Set(benchCommands.flatMap((command) => remapped[command] ?? []));
  const keysOf = (command: BenchCommand) => {
    const own = remapped[command];
    return own === undefined ? defaults[command].filter((key) => !taken.has(key)) : [own];
  };
  return Object.fromEntries(
    benchCommands.map((command) => [command, keysOf(command)]),
  ) as unknown as CommandKeys;
}

/** What people call a key: `⇧Z`, `Space`. */
export function keyCap(key: string): string {
  if (key === " ") return "Space";
  if (/^\p{Lu}$/u.test(key)) return `⇧${key}`;
  return key.length === 1 ? key.toUpperCase() : key;
}

/** What `aria-keyshortcuts` calls it: `Shift+Z`. */
export function ariaKey(key: string): string {
  return keyCap(key).replace("⇧", "Shift+");
}

/** The first key of every command as people call it, for sentences that name keys. */
export function commandCaps(remapped: Readonly<Record<string, string>>): Record<BenchCommand, string> {
  const keys = commandKeys(remapped, false);
  const caps = benchCommands.map((command) => [command, keyCap(keys[command][0] ?? "")]);
  return Object.fromEntries(caps) as Record<BenchCommand, string>;
}
